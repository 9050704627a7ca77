import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { PickSheet } from "@/lib/documents/pick-sheet";
import { drawHead, type Logo } from "./head.server";
import { AREA, makeRoom, type Paper, type Print, printable, QUIET, style } from "./paper.server";
import { type Column, drawTable } from "./table.server";

type Texts = ReturnType<typeof texts>;

const texts = (locale: Locale) => translator(locale, "documents");

/** First what is taken from the shelves, then what goes into each order, with a box before each line for a pen. */
export function picksPrint(sheet: PickSheet, locale: Locale, logo: Logo | null): Print {
  const t = texts(locale);
  return {
    foot: `${sheet.shopName} · ${sheet.at}`,
    page: (page, pages) => t("page", { page, pages }),
    draw: (paper) => {
      drawHead(paper, { logo, shopName: sheet.shopName, title: t("picks"), number: sheet.at });
      drawShelves(paper, t, sheet);
      for (const order of sheet.orders) drawOrder(paper, t, order);
    },
  };
}

function drawShelves(paper: Paper, t: Texts, { rows, orders }: PickSheet): void {
  const pieces = rows.reduce((sum, { quantity }) => sum + quantity, 0);
  style(paper, 11, { bold: true });
  paper.text(`${t("orders", { count: orders.length })} · ${t("pieces", { count: pieces })}`, AREA.left);
  paper.y += 8;
  if (rows.length === 0) return;
  const columns: Column[] = [
    BOX,
    { title: t("place"), width: 82, align: "left" },
    { title: t("quantity"), width: 38, align: "left" },
    { title: t("sku"), width: 92, align: "left" },
    { title: t("item"), width: 139, align: "left" },
    { title: t("order"), width: 110, align: "left" },
  ];
  drawTable(
    paper,
    columns,
    rows.map(({ place, quantity, sku, name, orders: needed }) => [
      ...["", place ?? "–", `${quantity} ×`, sku, name, needed.join(", ")],
    ]),
  );
}

function drawOrder(paper: Paper, t: Texts, { number, to, lines }: PickSheet["orders"][number]): void {
  makeRoom(paper, 90);
  paper.y += 22;
  style(paper, 11, { bold: true }).text(number, AREA.left, paper.y, { width: AREA.width });
  style(paper, 9, { colour: QUIET }).text(printable(to), { width: AREA.width });
  paper.y += 6;
  const columns: Column[] = [
    BOX,
    { title: t("quantity"), width: 55, align: "left" },
    { title: t("sku"), width: 128, align: "left" },
    { title: t("item"), width: 278, align: "left" },
  ];
  drawTable(
    paper,
    columns,
    lines.map(({ quantity, sku, name }) => ["", `${quantity} ×`, sku, name]),
  );
}

const BOX: Column = { title: "", width: 22, align: "left", box: true };
