import { sql } from "drizzle-orm";
import type { connect } from "@/lib/db/client";
import { carts, disputes, orders, paymentAttempts, paymentTries, refunds } from "@/lib/db/schema";

/** The instant from which on a quarter of an hour counts. */
const quarterOf = (at: Date) => new Date(Math.floor(at.getTime() / 900_000) * 900_000).toISOString();

/** What the kept sums have to be, counted from the orders themselves: "sale eur 2026-…" with what is counted and how much. */
export async function sumsOfOrders(db: ReturnType<typeof connect>): Promise<Map<string, string>> {
  const sums = new Map<string, [count: number, amount: number]>();
  const add = (topic: string, currency: string, at: Date, key: string, count: number, amount: number) => {
    const name = [topic, currency, quarterOf(at), key].join(" ");
    const [counted, added] = sums.get(name) ?? [0, 0];
    sums.set(name, [counted + count, added + amount]);
  };
  const placed = await db.select().from(orders);
  const attempts = await db.select().from(paymentAttempts);
  for (const { currency, surface, createdAt, paidAt, total, quote, shippingOption } of placed) {
    add("begun", currency, createdAt, surface, 1, 0);
    if (!paidAt) continue;
    add("converted", currency, createdAt, surface, 1, 0);
    add("sale", currency, paidAt, surface, 1, total);
    for (const line of quote.lines) add("piece", currency, paidAt, line.variantId, line.quantity, line.total);
    const rate = quote.shippingRates.find(
      ({ speed }) => speed === (shippingOption ?? quote.shippingSpeed ?? ""),
    );
    for (const { ruleId = "", amount, shippingAmount = 0 } of quote.discounts) {
      add(
        "discount",
        currency,
        paidAt,
        ruleId,
        1,
        amount + (rate?.listAmount === undefined ? 0 : shippingAmount),
      );
    }
  }
  for (const { orderId, paymentIntentId, status, currency, createdAt, amount } of await db
    .select()
    .from(refunds)) {
    const isOwn = attempts.some(
      (attempt) =>
        attempt.orderId === orderId &&
        attempt.paymentIntentId === paymentIntentId &&
        attempt.status === "paid",
    );
    const surface = placed.find(({ id }) => id === orderId)?.surface ?? "";
    if (status === "succeeded" && isOwn) add("refund", currency, createdAt, surface, 1, amount);
  }
  for (const { orderId, currency, openedAt, amount, outcome } of await db.select().from(disputes)) {
    const surface = placed.find(({ id }) => id === orderId)?.surface ?? "";
    add("dispute", currency, openedAt, surface, 1, amount);
    if (outcome === "lost") add("lost", currency, openedAt, surface, 1, amount);
  }
  for (const cart of await db.select().from(carts)) {
    add("cart", cart.currency ?? "", cart.createdAt, "", 1, 0);
  }
  for (const { orderId, method, outcome, reason, at } of await db.select().from(paymentTries)) {
    const code = placed.find(({ id }) => id === orderId)?.currency ?? "";
    if (outcome !== "pending")
      add("payment", code, at, `${method} ${outcome}${reason ? ` ${reason}` : ""}`, 1, 0);
  }
  return asTexts(sums);
}

/** The kept sums of a grain, with what is still to be added to them. */
export async function keptSums(
  db: ReturnType<typeof connect>,
  grain = "quarter_hour",
): Promise<Map<string, string>> {
  const { rows } = await db.execute<Record<"topic" | "currency" | "at" | "key" | "count" | "amount", string>>(
    sql`select topic, currency, at::text, key, sum(count)::text as count, sum(amount)::text as amount from (
      select topic, currency, at, key, count, amount from shop_sums where grain = ${grain}
      union all select topic, currency, bin, key, count, amount from shop_sum_changes, sum_bins(at) where grain = ${grain}
    ) as kept group by 1, 2, 3, 4`,
  );
  return asTexts(
    new Map(
      rows.map(({ topic, currency, at, key, count, amount }) => [
        [topic, currency, new Date(at).toISOString(), key].join(" "),
        [Number(count), Number(amount)],
      ]),
    ),
  );
}

const asTexts = (sums: Map<string, [number, number]>) =>
  new Map(
    [...sums]
      .filter(([, [count, amount]]) => count !== 0 || amount !== 0)
      .map(([name, [count, amount]]) => [name, `${count} for ${amount}`] as const)
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
