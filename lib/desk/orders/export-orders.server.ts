import "server-only";
import { inArray } from "drizzle-orm";
import { csvLine } from "@/lib/base/csv-line";
import type { OrderId } from "@/lib/base/ids";
import { toMajorString } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import type { RouteRefusal } from "@/lib/routes/answer";
import { findOrders } from "./find-orders.server";
import type { ListPlace, OrderFilter } from "./order-filter";
import { type ListedOrder, readOrderRows } from "./read-rows.server";

const PAGE = 500;

type Cell = string | number | null;

/** A spreadsheet must take a number as one; every other cell may be what a shopper typed. */
const COLUMNS: readonly [name: string, cell: (order: ListedOrder) => Cell | { number: string }][] = [
  ["Order", ({ number }) => number],
  ["Placed", ({ placedAt }) => minuteIn(placedAt, shopTimeZone())],
  ["Paid", ({ paidAt }) => paidAt && minuteIn(paidAt, shopTimeZone())],
  ["State", ({ status }) => status],
  ["Name", ({ name }) => name],
  ["E-mail", ({ email }) => email],
  ["Country", ({ country }) => country],
  ["Delivery", ({ delivery }) => delivery],
  ["Goods", ({ lines }) => lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join("; ")],
  ["Currency", ({ currency }) => currency.toUpperCase()],
  ["Subtotal", (order) => money(order, order.subtotal)],
  ["Discounts", (order) => money(order, -order.discountTotal)],
  ["Discount names", ({ discounts }) => discounts.join("; ")],
  ["Delivery price", (order) => money(order, order.shippingTotal)],
  ["Tax", (order) => money(order, order.taxTotal)],
  ["Total", (order) => money(order, order.total)],
  ["Refunded", (order) => money(order, order.amountRefunded)],
  ["Tags", ({ tags }) => tags.join("; ")],
  ["Checkout", ({ surface }) => surface],
  ["Method", ({ charge }) => charge && (charge.brand ?? charge.method)],
  ["Last four", ({ charge }) => charge?.last4 ?? null],
  ["Stripe payment", ({ paymentIntentId }) => paymentIntentId],
];

const money = ({ currency }: ListedOrder, amount: number) => ({
  number: toMajorString(amount === 0 ? 0 : amount, currency),
});

/** All orders of a filter as CSV, in the memory of one page. Times are the shop's; no cell is run by a spreadsheet. */
export async function* exportOrders(filter: OrderFilter, pageSize = PAGE): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for (let place: ListPlace | null = null; ; ) {
    const page = await findOrders(filter, place, pageSize);
    // An order that the page begins after may be gone; the first page would come again.
    if (place && !page.hasBefore) return;
    const rows = await readOrderRows(page.ids);
    yield rows.map(lineOf).join("");
    const last = rows.at(-1);
    if (!page.hasMore || !last) return;
    place = { toward: "after", number: last.number };
  }
}

type Chosen = { ok: true; ids: OrderId[] } | RouteRefusal;

/** The orders of these numbers; null when none are named. One that is not there refuses all, as nobody would miss it in the file. */
export async function readChosen(numbers: string | null): Promise<Chosen | null> {
  if (numbers === null) return null;
  const read = bulkNumbers.safeParse(numbers);
  if (!read.success) return { ok: false, code: "invalid_request" };
  const rows = await db()
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.number, read.data));
  const byNumber = new Map(rows.map(({ id, number }) => [number, id]));
  const ids = read.data.flatMap((number) => byNumber.get(number) ?? []);
  return ids.length === read.data.length ? { ok: true, ids } : { ok: false, code: "not_found" };
}

/** Orders in the order in which they were chosen, as CSV. */
export async function* exportChosen(ids: readonly OrderId[]): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  yield (await readOrderRows(ids)).map(lineOf).join("");
}

function lineOf(order: ListedOrder): string {
  return csvLine(
    COLUMNS.map(([, cell]) => {
      const value = cell(order);
      return value && typeof value === "object" ? value.number : withoutFormula(String(value ?? ""));
    }),
  );
}
