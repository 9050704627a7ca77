import type { DocumentKind, DocumentSeries } from "@/lib/model/order-document";
import type { Shop } from "@/lib/model/shop";

export type Counter = { year: number; last: number };

export const seriesOf = (kind: DocumentKind): DocumentSeries =>
  kind === "invoice" ? "invoice" : "credit_note";

/**
 * The number after the last one of a series, and the series afterwards. A year never goes back, even when a clock does.
 * @param year of today, in the shop's time zone
 */
export function nextNumber(
  { year: lastYear, last }: Counter,
  year: number,
  series: DocumentSeries,
  {
    invoicePrefix,
    creditPrefix,
    yearly,
  }: Pick<Shop["invoices"], "invoicePrefix" | "creditPrefix" | "yearly">,
): { number: string; counter: Counter } {
  const now = Math.max(year, lastYear);
  const counter = { year: now, last: yearly && now > lastYear ? 1 : last + 1 };
  const digits = String(counter.last).padStart(6, "0");
  const prefix = series === "invoice" ? invoicePrefix : creditPrefix;
  return { number: `${prefix}${yearly ? `${now}-` : ""}${digits}`, counter };
}
