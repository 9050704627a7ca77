import "server-only";
import { z } from "zod";
import { routing } from "@/i18n/routing";
import { csvLine } from "@/lib/base/csv-line";
import { inLocale } from "@/lib/base/i18n-text";
import { toMajorString } from "@/lib/base/money";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import type { OverviewRange } from "./overview-range";
import { readBestGoods, readDiscountCosts } from "./read-bests.server";
import { type Clock, type OverviewTotals, readOverview } from "./read-overview.server";
import { readWaySteps } from "./read-way-steps.server";
import { readWays } from "./read-ways.server";

export const overviewPartParams = z.object({
  part: z.enum(["sales", "conversion", "payments", "goods", "discounts"]),
});
type Part = z.output<typeof overviewPartParams>["part"];

/** A part of the overview as CSV, by the names that the orders' CSV has. Amounts are in major units. */
export async function overviewCsv(part: Part, range: OverviewRange, clock: Clock): Promise<string> {
  const lines = await LINES[part](range, clock);
  return lines.map((cells) => csvLine(cells.map(String))).join("");
}

type Cell = string | number;

const LINES: Record<Part, (range: OverviewRange, clock: Clock) => Promise<Cell[][]>> = {
  sales: salesLines,
  conversion: conversionLines,
  payments: paymentLines,
  goods: goodsLines,
  discounts: discountLines,
};

/** As many as anybody reads. */
const MOST_LINES = 1_000;

async function goodsLines(range: OverviewRange, clock: Clock): Promise<Cell[][]> {
  const { days, goods } = await readBestGoods(range, clock, MOST_LINES);
  const money = (amount: number) => toMajorString(amount, range.currency);
  return [
    ["From", "To", "SKU", "Name", "Pieces", "Currency", "Before discounts"],
    ...goods.map(({ sku, product, pieces, amount }) => [
      ...[days.from, days.to, withoutFormula(sku)],
      withoutFormula(product ? inLocale(product.name, routing.defaultLocale) : ""),
      ...[pieces, range.currency.toUpperCase(), money(amount)],
    ]),
  ];
}

async function discountLines(range: OverviewRange, clock: Clock): Promise<Cell[][]> {
  const costs = await readDiscountCosts(range, clock, MOST_LINES);
  return [
    ["Rule", "Code", "Name", "Orders", "Currency", "Taken off"],
    ...costs.map(({ id, code, name, orders, amount }) => [
      ...[withoutFormula(id), withoutFormula(code ?? "")],
      withoutFormula(name ? inLocale(name, routing.defaultLocale) : ""),
      ...[orders, range.currency.toUpperCase(), toMajorString(amount, range.currency)],
    ]),
  ];
}

/** A line of each step for its carts, which belong to no surface, and one for each surface. */
async function conversionLines(range: OverviewRange, clock: Clock): Promise<Cell[][]> {
  const steps = await readWaySteps(range, clock);
  return [
    ["From", "To", "Checkout", "Carts", "Begun", "Paid", "Carts before", "Begun before", "Paid before"],
    ...steps.flatMap(({ period: { from, to }, now, before }) => [
      [from, to, "", now.carts, "", "", before.carts, "", ""],
      ...now.surfaces.map(({ surface, begun, paid }, place) => [
        ...[from, to, surface, "", begun, paid, ""],
        ...[before.surfaces[place]?.begun ?? 0, before.surfaces[place]?.paid ?? 0],
      ]),
    ]),
  ];
}

async function paymentLines(range: OverviewRange, clock: Clock): Promise<Cell[][]> {
  const { methods, reasons } = await readWays(range, clock);
  return [
    ["Method", "Outcome", "Reason", "Tries", "Tries before"],
    ...methods.map(({ method, now, before }) => [method, "succeeded", "", now.passed, before.passed]),
    ...reasons.map(({ method, reason, now, before }) => [method, "failed", reason, now, before]),
  ];
}

async function salesLines(range: OverviewRange, clock: Clock): Promise<Cell[][]> {
  const { steps } = await readOverview(range, clock);
  const money = (amount: number) => toMajorString(amount, range.currency);
  const columns: [name: string, cell: (totals: OverviewTotals) => Cell][] = [
    ["Sales", ({ sales }) => money(sales)],
    ["Paid orders", ({ orders }) => orders],
    ["Discounts", ({ discounts }) => money(discounts)],
    ["Refunds", ({ refunds }) => refunds],
    ["Refunded", ({ refunded }) => money(refunded)],
    ["Disputes", ({ disputes }) => disputes],
    ["Disputed", ({ disputed }) => money(disputed)],
    ["Lost in disputes", ({ lost }) => money(lost)],
  ];
  const names = columns.map(([name]) => name);
  return [
    ["From", "To", "Currency", ...names, ...names.map((name) => `${name} before`)],
    ...steps.map(({ period, now, before }) => [
      ...[period.from, period.to, range.currency.toUpperCase()],
      ...[now, before].flatMap((totals) => columns.map(([, cell]) => cell(totals))),
    ]),
  ];
}
