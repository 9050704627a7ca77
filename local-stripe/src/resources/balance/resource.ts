import type Stripe from "stripe";
import { emit } from "../../events/emit";
import type { Resource } from "../../http/resource";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { sumBy } from "../../state/sum-by";
import { startOfDay } from "../balance-transactions/book";

/** Until when what became available was announced: one record. */
const announced = collectionOf<{ id: string; until: number }>("balanceAnnounced");
const DAY = 86_400;

/** By currency and when the money is available; that of payouts has left. There are as many as days, not as payments. */
const byDay = sumBy<Stripe.BalanceTransaction>(
  ({ currency, available_on, type }) => `${currency} ${type === "payout" ? 0 : available_on}`,
  ({ net }) => net,
);

function days(local: Local): { currency: string; at: number; sum: number }[] {
  return [...byDay(local.store.balanceTransactions)].map(([key, { sum }]) => {
    const [currency = "", at = "0"] = key.split(" ");
    return { currency, at: Number(at), sum };
  });
}

/** What is there, and what is on its way, by currency. */
function balanceOf(local: Local): Stripe.Balance {
  const sums = new Map<string, { available: number; pending: number }>();
  for (const { currency, at, sum } of days(local)) {
    const known = sums.get(currency) ?? { available: 0, pending: 0 };
    known[at <= local.now() ? "available" : "pending"] += sum;
    sums.set(currency, known);
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
  const became = days(local).some(({ at }) => at > until && at <= now);
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
