import { routing } from "@/i18n/routing";
import type { DiscountRefusal } from "@/lib/model/discount";
import type {
  BoughtItem,
  HistoryConditions,
  HistoryReason,
  PurchaseHistory,
} from "@/lib/model/purchase-history";

/** Null means unknown, as a currency or a product is. An unknown condition gives nothing, not even inside a `not`. */
export type Truth = boolean | null;

export type Judged = { holds: Truth; refusal: DiscountRefusal; reason: HistoryReason | null };

export const DAY_MS = 86_400_000;

export function judgeHistory(
  { orders, spent, lastOrder, bought, ...others }: HistoryConditions,
  history: PurchaseHistory,
  currency: string,
  now: Date,
): Judged[] {
  // A new condition must be checked above; otherwise it would count as met.
  others satisfies Record<string, never>;
  return [
    ...(orders ? judgeOrders(orders, history.orders) : []),
    ...(spent ? [judgeSpent(spent, history, currency)] : []),
    ...(lastOrder ? judgeLastOrder(lastOrder, history.lastPaidAt, now) : []),
    ...(bought ? [judgeBought(bought, history)] : []),
  ];
}

function judgeOrders(
  { atLeast, atMost }: NonNullable<HistoryConditions["orders"]>,
  orders: number,
): Judged[] {
  const from = (atLeast ?? 0) + 1;
  const first = (atMost ?? 0) + 1;
  const judged: Judged[] = [];
  if (atLeast !== undefined) {
    judged.push({
      holds: orders >= atLeast,
      refusal: { code: "too_few_orders", from, missing: atLeast - orders },
      reason: from === first ? null : { code: "from_order", from },
    });
  }
  if (atMost !== undefined) {
    judged.push({
      holds: orders <= atMost,
      refusal: atMost === 0 ? { code: "not_first_order" } : { code: "too_many_orders", first },
      reason: ordersReason(from, first),
    });
  }
  return judged;
}

function ordersReason(from: number, first: number): HistoryReason {
  if (first === 1) return { code: "first_order" };
  return from === first ? { code: "order_number", number: first } : { code: "first_orders", first };
}

function judgeSpent(
  { atLeast: amounts, ...window }: NonNullable<HistoryConditions["spent"]>,
  history: PurchaseHistory,
  currency: string,
): Judged {
  const days = window.days ?? null;
  const atLeast = amounts[currency];
  const spent = history.spent.get(days);
  if (atLeast === undefined) return { holds: null, refusal: { code: "not_for_currency" }, reason: null };
  return {
    holds: spent === undefined ? null : spent >= atLeast,
    refusal: { code: "spent_too_little", atLeast, missing: Math.max(0, atLeast - (spent ?? 0)), days },
    reason: { code: "spent", atLeast, days },
  };
}

function judgeLastOrder(
  { atLeastDays, atMostDays }: NonNullable<HistoryConditions["lastOrder"]>,
  lastPaidAt: Date | null,
  now: Date,
): Judged[] {
  const days = lastPaidAt === null ? null : (now.getTime() - lastPaidAt.getTime()) / DAY_MS;
  const judged: Judged[] = [];
  if (atLeastDays !== undefined) {
    judged.push({
      holds: days !== null && days >= atLeastDays,
      refusal: { code: "ordered_too_recently", days: atLeastDays },
      reason: { code: "last_order_past", days: atLeastDays },
    });
  }
  if (atMostDays !== undefined) {
    judged.push({
      holds: days !== null && days <= atMostDays,
      refusal: { code: "ordered_too_long_ago", days: atMostDays },
      reason: { code: "last_order_within", days: atMostDays },
    });
  }
  return judged;
}

function judgeBought(
  { products = [], categories = [] }: NonNullable<HistoryConditions["bought"]>,
  history: PurchaseHistory,
): Judged {
  const entries = [
    ...products.map((slug) => ({ type: "product" as const, slug, known: history.products.get(slug) })),
    ...categories.map((slug) => ({ type: "category" as const, slug, known: history.categories.get(slug) })),
  ];
  const items = entries.map(({ type, slug, known }): BoughtItem & { bought: Truth } => ({
    type,
    name: known?.name ?? { [routing.defaultLocale]: slug },
    bought: known?.bought ?? null,
  }));
  const first = items.find((item) => item.bought === true);
  return {
    holds: anyOf(items.map((item) => item.bought)),
    refusal: { code: "not_bought_before", items: items.map(({ type, name }) => ({ type, name })) },
    reason: first ? { code: "bought", item: { type: first.type, name: first.name } } : null,
  };
}

export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

export const notTrue = (truth: Truth): Truth => (truth === null ? null : !truth);
