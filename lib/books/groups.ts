/** What a movement of the balance is to a merchant. */
export const BOOK_GROUPS = ["sales", "refunds", "disputes", "fees", "other", "payouts"] as const;

export type BookGroup = (typeof BOOK_GROUPS)[number];

/** Stripe's categories for reports. Any other one, also one that is new, is `other`. Source: docs.stripe.com/reports/reporting-categories. */
const GROUP_OF: Readonly<Record<string, BookGroup>> = {
  charge: "sales",
  charge_failure: "sales",
  partial_capture_reversal: "sales",
  refund: "refunds",
  refund_failure: "refunds",
  dispute: "disputes",
  dispute_reversal: "disputes",
  fee: "fees",
  network_cost: "fees",
  tax: "fees",
  payout: "payouts",
  payout_reversal: "payouts",
};

const groupOf = (category: string): BookGroup => GROUP_OF[category] ?? "other";

/** Movements of one category: how many, and their sums in minor units. */
export type CategorySum = { category: string; count: number; amount: number; fee: number };

export type GroupSums = Readonly<Record<BookGroup, { count: number; amount: number }>>;

/** Sums by group. The fees of all movements are taken out of them, into `fees`, so the groups' amounts add up to the net. */
export function groupSums(sums: readonly CategorySum[]): GroupSums {
  const groups = Object.fromEntries(BOOK_GROUPS.map((group) => [group, { count: 0, amount: 0 }])) as Record<
    BookGroup,
    { count: number; amount: number }
  >;
  for (const { category, count, amount, fee } of sums) {
    const group = groups[groupOf(category)];
    group.count += count;
    group.amount += amount;
    groups.fees.amount -= fee;
  }
  return groups;
}

export const netOf = (groups: GroupSums): number =>
  BOOK_GROUPS.reduce((sum, group) => sum + groups[group].amount, 0);
