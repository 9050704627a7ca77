import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shop } from "@/lib/config/shop";
import type { OrderEmailData, OrderEmailKind } from "@/lib/email/order-email";

export type EmailTexts = Translator<"emails">;

export const emailTexts = (locale: Locale): EmailTexts => translator(locale, "emails");

/** The value of `{shop}`, which stands in several texts. */
export const shopName = () => ({ shop: shop().name });

type Part = "subject" | "preview" | "heading" | "body";

export function emailText(kind: OrderEmailKind, part: Part, data: OrderEmailData): string {
  const { refund, credit, change } = data;
  const about = kind === "order_confirmed" && change ? "order_changed" : kind;
  return emailTexts(data.locale)(`${about}.${part}`, {
    number: data.number,
    amount: formatMoney(credit?.amount ?? refund?.amount ?? data.total, data.currency, data.locale),
    what: refund?.what ?? "all",
    outside: refund?.isOutside ? "yes" : "no",
    sent: data.isSent ? "yes" : "no",
    goods: data.isNothingSent ? "none" : data.pickup ? "pickup" : "parcel",
    address: returnAddress(),
    code: credit?.code ?? "",
    rest: credit?.isRest ? "yes" : "no",
    changed: change?.number ?? "",
  });
}

/** Where goods are sent back to, in one line. */
function returnAddress(): string {
  const { company, street, postalCode, city } = shop().contact;
  return [company, street, [postalCode, city].filter(Boolean).join(" ")].join(", ");
}

const goodsText = (goods: readonly { name: string; quantity: number }[]): string =>
  goods.map(({ name, quantity }) => `${quantity} × ${name}`).join(", ");

/** What was taken off another order; the code in place of money; or what goes back, and what the merchant says to it, as rows of a label and a text. */
export function returnRows(
  t: EmailTexts,
  { returned, credit, change, currency, locale }: OrderEmailData,
): [label: string, text: string][] {
  if (change)
    return [
      ...(change.goods.length > 0 ? [[t("change.off"), goodsText(change.goods)] as [string, string]] : []),
      ...(change.back > 0
        ? [[t("change.back"), formatMoney(change.back, currency, locale)] as [string, string]]
        : []),
    ];
  if (credit) return [[t("credit.code"), credit.code]];
  if (!returned) return [];
  return [
    [t("returned.goods"), goodsText(returned.goods)],
    ...(returned.words ? [[t("returned.words"), returned.words] as [string, string]] : []),
  ];
}

type TotalRow = {
  key: string;
  label: string;
  note: string | null;
  amount: string;
  strong: boolean;
};

/** The rows from subtotal to total, without empty ones. */
export function totalRows(t: EmailTexts, data: OrderEmailData): TotalRow[] {
  const row = (key: string, label: string, amount: number, more: Partial<TotalRow> = {}): TotalRow => ({
    key,
    label,
    note: null,
    amount: formatMoney(amount, data.currency, data.locale),
    strong: false,
    ...more,
  });
  const { name } = data.shipping;
  const { added, included } = data.tax;
  const taxInside = formatMoney(included, data.currency, data.locale);
  return [
    row("subtotal", t("subtotal"), data.subtotal),
    ...data.discounts.map(({ name, reason, amount }, index) =>
      row(`discount-${index}`, name, -amount, { note: reason }),
    ),
    row("shipping", name ?? t("shipping"), data.shipping.amount),
    ...(added > 0 ? [row("tax", t("tax"), added)] : []),
    row("total", t("total"), data.total, {
      strong: true,
      note: included > 0 ? t("taxInside", { amount: taxInside }) : null,
    }),
  ];
}

/** Where the goods go, or are collected, under its title; empty while it is not known. */
export function placeLines(t: EmailTexts, { pickup, recipient, address }: OrderEmailData): string[] {
  if (pickup) return [t("collectAt"), ...pickup.address, pickup.openingHours];
  if (address.length === 0) return [];
  return [t("deliveryTo"), ...(recipient ? [recipient] : []), ...address];
}

/** What is in the parcel, where that is not all of the order. */
export const parcelText = ({ parcel }: OrderEmailData): string => goodsText(parcel);
