import type Stripe from "stripe";
import { emit } from "../../events/emit";
import type { Resource } from "../../http/resource";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { startOfDay } from "../balance-transactions/book";
import { isAvailable } from "../balance-transactions/paid-out";

/** Until when what became available was announced: one record. */
const announced = collectionOf<{ id: string; until: number }>("balanceAnnounced");
const DAY = 86_400;

/** What is there, and what is on its way, by currency. */
function balanceOf(local: Local): Stripe.Balance {
  const sums = new Map<string, { available: number; pending: number }>();
  for (const one of local.store.balanceTransactions.all()) {
    const sum = sums.get(one.currency) ?? { available: 0, pending: 0 };
    sum[isAvailable(local, one) ? "available" : "pending"] += one.net;
    sums.set(one.currency, sum);
  }
  if (sums.size === 0) sums.set("eur", { available: 0, pending: 0 });
  const part = (which: "available" | "pending") =>
    [...sums].map(([currency, { [which]: amount }]) => ({
      amount,
      currency,
      source_types: { card: amount },
    }));
  return { object: "balance", available: part("available"), livemode: false, pending: part("pending") };
}

/** Money becomes available at the beginning of a day, so a look a day is enough. */
function announce(local: Local): void {
  const now = local.now();
  const { until } = announced(local.store).get("last") ?? { until: 0 };
  if (now < until + DAY) return;
  announced(local.store).put({ id: "last", until: startOfDay(now) });
  const became = local.store.balanceTransactions
    .all()
    .some(({ type, available_on: at }) => type !== "payout" && at > until && at <= now);
  if (became) emit(local, "balance.available", balanceOf(local));
}

export const balance: Resource = {
  routes: (api) =>
    api.get("/v1/balance", {}, ({ local, read }) => {
      read();
      return balanceOf(local);
    }),
  events: ["balance.available"],
  tick: announce,
};
