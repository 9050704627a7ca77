import "server-only";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { formatMoney } from "@/lib/base/money";
import type { DocumentContents } from "@/lib/model/order-document";
import { addressLines } from "@/lib/orders/views/address-lines";
import { drawHead, drawParties, type Logo } from "./head.server";
import { AREA, makeRoom, type Paper, type Print, printable, style } from "./paper.server";
import { type Column, drawSums, drawTable, type Sum } from "./table.server";

type Texts = ReturnType<typeof texts>;

const texts = ({ locale }: Pick<DocumentContents, "locale">) => translator(locale, "documents");

/** An invoice, a credit note or its reversal, from nothing but its contents and the shop's logo. */
export function invoicePrint(number: string, contents: DocumentContents, logo: Logo | null): Print {
  const t = texts(contents);
  const { seller, buyer, locale } = contents;
  return {
    foot: sellerLine(contents),
    page: (page, pages) => `${number} · ${t("page", { page, pages })}`,
    draw: (paper) => {
      drawHead(paper, { logo, shopName: seller.shop, title: t(contents.kind), number });
      const lines = [buyer.name, ...(buyer.address ? addressLines(buyer.address, locale) : []), buyer.email];
      drawParties(paper, {
        title: t("billTo"),
        lines: lines.flatMap((line) => (line ? [line] : [])),
        facts: facts(t, contents),
        size: 10,
      });
      if (contents.kind === "invoice") drawLines(paper, t, contents);
      else drawReason(paper, t, contents);
      drawSums(paper, sums(t, contents));
      drawTaxes(paper, t, contents);
      drawNotes(paper, t, contents);
    },
  };
}

function facts(t: Texts, contents: DocumentContents): [string, string][] {
  const day = (one: string) => dayText(one, contents.locale);
  const head: [string, string][] = [
    [t("date"), day(contents.issuedOn)],
    [t("order"), contents.orderNumber],
    [t("orderedOn"), day(contents.orderedOn)],
  ];
  if (contents.kind !== "invoice") return head;
  const { paidOn, sentOn } = contents;
  return [
    ...head,
    ...(paidOn ? [[t("paidOn"), day(paidOn)] satisfies [string, string]] : []),
    ...(sentOn ? [[t("sentOn"), day(sentOn)] satisfies [string, string]] : []),
  ];
}

const money = ({ currency, locale }: DocumentContents, amount: number) =>
  formatMoney(amount, currency, locale);

type Of<Kind extends DocumentContents["kind"]> = Extract<DocumentContents, { kind: Kind }>;

function drawLines(paper: Paper, t: Texts, contents: Of<"invoice">): void {
  const columns: Column[] = [
    { title: t("sku"), width: 90, align: "left" },
    { title: t("item"), width: 178, align: "left" },
    { title: t("quantity"), width: 45, align: "right" },
    { title: t("unitPrice"), width: 80, align: "right" },
    { title: t("amount"), width: 90, align: "right" },
  ];
  const rows = contents.lines.map((line) => [
    line.sku,
    line.name,
    String(line.quantity),
    money(contents, line.unitAmount),
    money(contents, line.total),
  ]);
  drawTable(paper, columns, rows);
}

function drawReason(paper: Paper, t: Texts, contents: Of<"credit_note" | "credit_reversal">): void {
  const { invoice, isWhole, reverses, locale } = contents;
  const reason = isWhole ? t("wholeCredit", invoice) : t("partCredit", invoice);
  style(paper, 10, { bold: true });
  paper.text(t("forInvoice", { number: invoice.number, date: dayText(invoice.issuedOn, locale) }));
  style(paper, 10).text(reverses === null ? reason : t("reversal", { number: reverses }), {
    width: AREA.width,
  });
  paper.y += 14;
  drawCredited(paper, t, contents);
}

function drawCredited(paper: Paper, t: Texts, contents: Of<"credit_note" | "credit_reversal">): void {
  const { lines, delivery, total } = contents;
  const other = total - delivery - lines.reduce((sum, { amount }) => sum + amount, 0);
  const rows = [
    ...lines.map(({ sku, name, quantity, amount }) => [sku, name, String(quantity), money(contents, amount)]),
    ...(delivery === 0 ? [] : [["", t("delivery"), "", money(contents, delivery)]]),
    ...(other === 0 ? [] : [["", t("otherAmount"), "", money(contents, other)]]),
  ];
  if (lines.length === 0 && delivery === 0) return;
  drawTable(
    paper,
    [
      { title: t("sku"), width: 90, align: "left" },
      { title: t("item"), width: 238, align: "left" },
      { title: t("quantity"), width: 45, align: "right" },
      { title: t("amount"), width: 110, align: "right" },
    ],
    rows,
  );
}

function sums(t: Texts, contents: DocumentContents): Sum[] {
  const total: Sum = { label: t("total"), amount: money(contents, contents.total), strong: true };
  if (contents.kind !== "invoice") return [total];
  const { subtotal, discounts, delivery, tax } = contents;
  return [
    { label: t("subtotal"), amount: money(contents, subtotal) },
    ...discounts.map(({ name, amount }) => ({ label: name, amount: money(contents, -amount) })),
    { label: delivery.name ?? t("delivery"), amount: money(contents, delivery.amount) },
    ...(tax.added > 0 ? [{ label: t("tax"), amount: money(contents, tax.added) }] : []),
    total,
  ];
}

/** The tax by rate; without rates as much as is known of it. */
function drawTaxes(paper: Paper, t: Texts, contents: DocumentContents): void {
  const { parts, included, added, untold } = contents.tax;
  paper.x = AREA.left;
  if (parts.length > 0) {
    makeRoom(paper, 24 + parts.length * 24);
    paper.y += 20;
    drawTable(
      paper,
      [
        { title: t("taxRate"), width: 223, align: "left" },
        { title: t("taxable"), width: 130, align: "right" },
        { title: t("tax"), width: 130, align: "right" },
      ],
      parts.map(({ name, percent, inside, taxable, amount }) => {
        const rate = [
          name === "VAT" ? t("vatName") : name,
          percent === null ? "" : percentText(percent, contents.locale),
        ]
          .join(" ")
          .trim();
        return [inside ? t("inside", { rate }) : rate, money(contents, taxable), money(contents, amount)];
      }),
    );
    return;
  }
  const inside = contents.kind === "invoice" ? included : included + added;
  const said = inside > 0 ? t("taxInside", { amount: money(contents, inside) }) : untold && t("taxUntold");
  if (!said) return;
  makeRoom(paper, 20);
  style(paper, 9).text(said, AREA.left, paper.y + 4, { width: AREA.width, align: "right" });
}

const percentText = (percent: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 3 }).format(percent / 100);

function drawNotes(paper: Paper, t: Texts, { note, seller }: DocumentContents): void {
  const { represented, register, vat } = seller;
  const lines = [
    note,
    vat && t("vat", { number: vat }),
    represented && t("represented", { name: represented }),
    register,
  ].flatMap((line) => (line ? [printable(line)] : []));
  if (lines.length === 0) return;
  style(paper, 9);
  makeRoom(paper, 24 + paper.heightOfString(lines.join("\n"), { width: AREA.width }));
  paper.y += 24;
  for (const line of lines) paper.text(line, AREA.left, paper.y, { width: AREA.width });
}

function sellerLine({ seller, locale }: DocumentContents): string {
  const { company, address, email, phone } = seller;
  return [company, ...addressLines(address, locale), email, phone]
    .filter(Boolean)
    .map((part) => printable(part ?? ""))
    .join(" · ");
}
