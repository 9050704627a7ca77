import fc from "fast-check";
import { DAY_MS } from "@/lib/discounts/history";
import {
  type HistoryConditions,
  NO_HISTORY,
  type PurchaseHistory,
  type Segment,
  type SegmentDefinition,
} from "@/lib/model/purchase-history";

export const history = (changes: Partial<PurchaseHistory> = {}): PurchaseHistory => ({
  ...NO_HISTORY,
  ...changes,
});

export const bought = (en: string, fr: string, isBought = true) => ({
  name: { en, fr },
  bought: isBought,
});

const PRODUCTS = ["mug", "bowl"];
const CATEGORIES = ["ceramics", "light"];
const WINDOWS = [30, 365];
const ACCOUNTS = ["ada", "bob"];
export const SEGMENT_IDS = ["seg_a", "seg_b"];

const count = fc.nat({ max: 4 });
const spent = fc.nat({ max: 60_000 });
const unless = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const shelf = (slugs: readonly string[]) =>
  fc
    .tuple(...slugs.map((slug) => fc.boolean().map((is) => [slug, bought(slug, slug, is)] as const)))
    .map((entries) => new Map(entries));

/** A purchase history of anybody, up to `now`. */
export const anyHistory = (now: Date): fc.Arbitrary<PurchaseHistory> =>
  fc
    .record({
      orders: count,
      daysAgo: fc.nat({ max: 400 }),
      spent: fc.tuple(spent, spent, spent),
      products: shelf(PRODUCTS),
      categories: shelf(CATEGORIES),
      oneUnderWay: fc.boolean(),
    })
    .map(({ orders, daysAgo, spent: sums, ...rest }) => {
      const [month = 0, year = 0, ever = 0] = [...sums].sort((a, b) => a - b);
      const is = orders > 0;
      return {
        ...rest,
        orders,
        lastPaidAt: is ? new Date(now.getTime() - daysAgo * DAY_MS) : null,
        spent: new Map<number | null, number>([
          [30, is && daysAgo <= 30 ? month : 0],
          [365, is && daysAgo <= 365 ? year : 0],
          [null, is ? ever : 0],
        ]),
        ...(!is && { products: new Map(), categories: new Map() }),
      };
    });

const range = (max: number) =>
  fc.oneof(
    fc.integer({ min: 1, max }).map((low) => ({ low })),
    fc.integer({ min: 0, max }).map((high) => ({ high })),
    fc.tuple(fc.integer({ min: 1, max }), fc.nat({ max })).map(([low, more]) => ({ low, high: low + more })),
  );

/** Any conditions a merchant could write, some with an unknown currency, product or window. */
const anyConditions: fc.Arbitrary<HistoryConditions> = fc
  .record({
    orders: unless(
      range(4).map((given: { low?: number; high?: number }) => ({ atLeast: given.low, atMost: given.high })),
    ),
    spent: unless(
      fc.record({
        atLeast: fc.oneof(
          spent.map((eur) => ({ eur })),
          spent.map((usd) => ({ usd })),
        ),
        days: fc.constantFrom(undefined, ...WINDOWS, 7),
      }),
    ),
    lastOrder: unless(
      range(120).map((given: { low?: number; high?: number }) => ({
        atLeastDays: given.low,
        atMostDays: given.high === 0 ? 1 : given.high,
      })),
    ),
    bought: unless(
      fc.record({
        products: unless(fc.subarray([...PRODUCTS, "gone"], { minLength: 1 })),
        categories: fc.subarray(CATEGORIES, { minLength: 1 }),
      }),
    ),
  })
  .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));

export const someConditions = anyConditions.filter((conditions) => Object.keys(conditions).length > 0);

export const anyDefinition = (depth = 2): fc.Arbitrary<SegmentDefinition> => {
  if (depth === 0) return someConditions;
  const inner = anyDefinition(depth - 1);
  return fc.oneof(
    someConditions,
    fc.subarray(ACCOUNTS, { minLength: 1 }).map((accounts) => ({ accounts })),
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    inner.map((not) => ({ not })),
  );
};

export const anySegments: fc.Arbitrary<ReadonlyMap<string, Segment>> = fc
  .record({
    definitions: fc.tuple(...SEGMENT_IDS.map(() => fc.option(anyDefinition(), { freq: 5 }))),
    known: fc.subarray(SEGMENT_IDS, { minLength: 1 }),
  })
  .map(
    ({ definitions, known }) =>
      new Map(
        SEGMENT_IDS.map((id, index): [string, Segment] => [
          id,
          { id, name: { en: id, fr: id }, definition: definitions[index] ?? null },
        ]).filter(([id]) => known.includes(id)),
      ),
  );
