import { type Currency, currency as currencyOf, toMajorString } from "@/lib/base/money";
import type { HistoryConditions, PurchaseHistory, SegmentDefinition } from "@/lib/model/purchase-history";
import type { Truth } from "./history";
import { type SegmentFacts, satisfies } from "./segments";

export type Explained = { text: string; holds: Truth; parts: Explained[] };

type Facts = SegmentFacts & { currency: Currency };

/** Puts a segment's definition into words and checks it against an account's past. Pure. */
export function explain(definition: SegmentDefinition, facts: Facts): Explained[] {
  const { accounts, all, any, not, orders, spent, lastOrder, bought } = definition;
  const own: HistoryConditions[] = [
    ...(orders ? [{ orders }] : []),
    ...(spent ? [{ spent }] : []),
    ...(lastOrder ? [{ lastOrder }] : []),
    ...(bought ? [{ bought }] : []),
  ];
  const group = (text: string, of: readonly SegmentDefinition[], whole: SegmentDefinition): Explained => ({
    text,
    holds: satisfies(whole, facts),
    parts: of.map((part) => one(part, facts)),
  });
  return [
    ...own.map((part) => ({
      text: conditionText(part, facts.customer.history, facts.currency),
      holds: satisfies(part, facts),
      parts: [],
    })),
    ...(accounts
      ? [
          {
            text: `is one of ${accounts.length} named accounts`,
            holds: accounts.includes(facts.customer.id),
            parts: [],
          },
        ]
      : []),
    ...(all ? [group("all of", all, { all })] : []),
    ...(any ? [group("any of", any, { any })] : []),
    ...(not ? [group("not", [not], { not })] : []),
  ];
}

function one(definition: SegmentDefinition, facts: Facts): Explained {
  const parts = explain(definition, facts);
  const [only, second] = parts;
  return only && !second ? only : { text: "all of", holds: satisfies(definition, facts), parts };
}

function conditionText(
  { orders, spent, lastOrder, bought }: HistoryConditions,
  history: PurchaseHistory,
  currency: Currency,
): string {
  const range = (low: number | undefined, high: number | undefined, unit: string) =>
    [low !== undefined && `${low} ${unit} or more`, high !== undefined && `${high} ${unit} or fewer`]
      .filter(Boolean)
      .join(", ");
  if (orders) return `${range(orders.atLeast, orders.atMost, "paid orders")}: ${history.orders}`;
  if (spent) {
    const amounts = Object.entries(spent.atLeast).map(([code, amount]) => money(amount, currencyOf(code)));
    const window = spent.days === undefined ? "ever" : `in ${spent.days} days`;
    const sum = history.spent.get(spent.days ?? null) ?? 0;
    return `spent ${amounts.join(" or ")} ${window}: ${money(sum, currency)}`;
  }
  if (lastOrder) {
    const last = history.lastPaidAt?.toISOString().slice(0, 10) ?? "none";
    return `${range(lastOrder.atLeastDays, lastOrder.atMostDays, "days since the last order")}: ${last}`;
  }
  const names = [...(bought?.products ?? []), ...(bought?.categories ?? [])];
  const had = names.filter(
    (name) => history.products.get(name)?.bought || history.categories.get(name)?.bought,
  );
  return `bought ${names.join(" or ")}: ${had.join(", ") || "none"}`;
}

const money = (amount: number, code: Currency) => `${toMajorString(amount, code)} ${code.toUpperCase()}`;
