import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { matchPrices, type OfferedPrice, type PricedVariant } from "@/lib/catalog/match-prices";

const variant = (sku: string, changes: Partial<PricedVariant> = {}): PricedVariant => ({
  id: `var_${sku}` as VariantId,
  sku,
  currency: currency("eur"),
  stripePriceId: `price_${sku}_old`,
  active: true,
  ...changes,
});

const price = (id: string, changes: Partial<OfferedPrice> = {}): OfferedPrice => ({
  id,
  active: true,
  created: 1,
  currency: "eur",
  lookup_key: null,
  metadata: {},
  tax_behavior: "inclusive",
  type: "one_time",
  unit_amount: 2500,
  ...changes,
});

function match(variants: PricedVariant[], prices: OfferedPrice[], byDefault: string | null = null) {
  const { prices: found, problems } = matchPrices(variants, prices, byDefault);
  return {
    prices: Object.fromEntries(Array.from(found, ([id, { id: priceId }]) => [id.slice(4), priceId])),
    problems: problems.map(({ code, sku, priceId }) => [code, sku, priceId].filter(Boolean).join(" ")),
  };
}

const [mug, small, large] = [variant("mug"), variant("small"), variant("large")];

describe("a variant's price", () => {
  it("is the one whose lookup key is its SKU", () => {
    const prices = [price("price_mug_old"), price("price_new", { lookup_key: "mug" })];
    expect(match([mug], prices)).toEqual({ prices: { mug: "price_new" }, problems: [] });
  });

  it("is else the newest whose metadata names it", () => {
    const named = { metadata: { sku: "small" } };
    const prices = [price("price_1", { ...named, created: 5 }), price("price_2", { ...named, created: 9 })];
    expect(match([small, large], prices).prices).toEqual({ small: "price_2" });
  });

  it("is else the one that the store has, whatever the default is", () => {
    const prices = [price("price_small_old"), price("price_large_old"), price("price_gift")];
    expect(match([small, large], prices, "price_gift")).toEqual({
      prices: { small: "price_small_old", large: "price_large_old" },
      problems: ["default_unused price_gift"],
    });
  });

  it("is never given to two", () => {
    const prices = [price("price_1", { lookup_key: "small", metadata: { sku: "large" } })];
    expect(match([large, small], prices)).toEqual({
      prices: { small: "price_1" },
      problems: ["price_archived large price_large_old"],
    });
  });
});

describe("a product's default price", () => {
  it("takes the place of the archived one of the only variant", () => {
    expect(match([mug], [price("price_new")], "price_new")).toEqual({
      prices: { mug: "price_new" },
      problems: [],
    });
  });

  it("is followed by the only variant although the old one is still active", () => {
    const prices = [
      price("price_mug_old", { lookup_key: "mug", created: 1 }),
      price("price_new", { created: 2 }),
    ];
    expect(match([mug], prices, "price_new").prices).toEqual({ mug: "price_new" });
  });

  it("is not followed when it is older than the price that has the lookup key", () => {
    const prices = [
      price("price_mug_old", { created: 1 }),
      price("price_new", { lookup_key: "mug", created: 2 }),
    ];
    expect(match([mug], prices, "price_mug_old")).toEqual({
      prices: { mug: "price_new" },
      problems: ["default_unused price_mug_old"],
    });
  });

  it("takes the place of the one price that was archived", () => {
    const prices = [price("price_large_old"), price("price_new")];
    expect(match([small, large], prices, "price_new")).toEqual({
      prices: { small: "price_new", large: "price_large_old" },
      problems: [],
    });
  });

  it("takes the place of what was on sale, not of what went off it before", () => {
    const gone = variant("gone", { active: false });
    expect(match([gone, small], [price("price_new")], "price_new").prices).toEqual({ small: "price_new" });
  });

  it("is the one of the variant that it names", () => {
    const prices = [
      price("price_large_old", { lookup_key: "large" }),
      price("price_new", { metadata: { sku: "large" }, created: 2 }),
      price("price_small_old"),
    ];
    expect(match([small, large], prices, "price_new").prices).toEqual({
      small: "price_small_old",
      large: "price_new",
    });
  });

  it("is left to the merchant when two variants could be meant", () => {
    expect(match([small, large], [price("price_new")], "price_new")).toEqual({
      prices: {},
      problems: ["price_unclear small price_new", "price_unclear large price_new"],
    });
  });

  it("is not taken for a variant that never had a price", () => {
    const fresh = variant("fresh", { stripePriceId: null });
    const prices = [price("price_small_old"), price("price_new")];
    expect(match([small, fresh], prices, "price_new")).toEqual({
      prices: { small: "price_small_old" },
      problems: ["default_unused price_new"],
    });
  });

  it("is the only variant's first price, where it never had one", () => {
    const fresh = variant("fresh", { stripePriceId: null });
    expect(match([fresh], [price("price_new")], "price_new").prices).toEqual({ fresh: "price_new" });
  });
});

describe("a price that can't be charged", () => {
  it.each([
    ["another currency", { currency: "usd" }],
    ["by the month", { type: "recurring" as const }],
    ["without a fixed amount", { unit_amount: null }],
  ])("is told, and the one before stays: %s", (_, changes) => {
    const prices = [price("price_mug_old"), price("price_new", { lookup_key: "mug", ...changes })];
    expect(match([mug], prices)).toEqual({
      prices: { mug: "price_mug_old" },
      problems: ["price_unusable mug price_new"],
    });
  });

  it("is told where Stripe charges the currency in whole units only", () => {
    const icelandic = variant("mug", { currency: currency("isk") });
    const prices = [price("price_new", { lookup_key: "mug", currency: "isk", unit_amount: 250_050 })];
    expect(match([icelandic], prices).problems).toContain("price_unusable mug price_new");
  });
});

describe("a price that names nobody and is no default", () => {
  // It may be for other buyers, and Stripe does not say when the other one was archived.
  it.each([
    ["older", 4],
    ["made at the same time", 5],
    ["newer", 6],
  ] as const)("does not take the place of the one that was archived: %s", (_, created) => {
    const archived = price("price_large_old", { active: false, created: 5 });
    const prices = [price("price_small_old"), archived, price("price_trade", { created })];
    expect(match([small, large], prices)).toEqual({
      prices: { small: "price_small_old" },
      problems: ["price_unclear large price_trade"],
    });
  });

  it("does not when it was archived itself", () => {
    const archived = price("price_large_old", { active: false, created: 5 });
    expect(match([large], [archived, price("price_new", { active: false, created: 6 })])).toEqual({
      prices: {},
      problems: ["price_archived large price_large_old"],
    });
  });
});

it("An archived price is told when nothing takes its place", () => {
  expect(match([mug], [])).toEqual({ prices: {}, problems: ["price_archived mug price_mug_old"] });
});

const skus = ["a", "b", "c"];
const anyVariants = fc.subarray(skus, { minLength: 1 }).chain((chosen) =>
  fc.tuple(
    ...chosen.map((sku) =>
      fc.record({
        id: fc.constant(`var_${sku}` as VariantId),
        sku: fc.constant(sku),
        currency: fc.constant(currency("eur")),
        stripePriceId: fc.constantFrom(null, `price_${sku}`, `price_${sku}2`),
        active: fc.boolean(),
      }),
    ),
  ),
);
const anyPrices: fc.Arbitrary<OfferedPrice[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...skus.flatMap((sku) => [`price_${sku}`, `price_${sku}2`]), "price_x"),
    active: fc.boolean(),
    created: fc.integer({ min: 1, max: 3 }),
    currency: fc.constantFrom("eur", "usd"),
    lookup_key: fc.constantFrom(null, ...skus),
    metadata: fc.constantFrom<Record<string, string>>({}, { sku: "a" }, { sku: "b" }),
    tax_behavior: fc.constantFrom("inclusive" as const, "unspecified" as const),
    type: fc.constantFrom("one_time" as const, "recurring" as const),
    unit_amount: fc.constantFrom(null, 100, 200),
  }),
  { selector: ({ id }) => id },
);
const anyDefault = fc.constantFrom(null, "price_a", "price_x", "price_gone");

describe("whatever a merchant does", () => {
  it("each price is charged for one variant at most, in its currency, and only while it is active", () => {
    fc.assert(
      fc.property(anyVariants, anyPrices, anyDefault, (variants, prices, byDefault) => {
        const found = matchPrices(variants, prices, byDefault).prices;
        expect(new Set(Array.from(found.values(), ({ id }) => id)).size).toBe(found.size);
        for (const given of found.values()) {
          expect(prices).toContain(given);
          expect(given).toMatchObject({ active: true, currency: "eur", type: "one_time" });
          expect(given.unit_amount).not.toBeNull();
        }
      }),
    );
  });

  it("a variant that loses its price is told, and a second look finds the same", () => {
    fc.assert(
      fc.property(anyVariants, anyPrices, anyDefault, (variants, prices, byDefault) => {
        const first = matchPrices(variants, prices, byDefault);
        for (const { sku, id, stripePriceId } of variants) {
          if (!stripePriceId || first.prices.has(id)) continue;
          expect(first.problems.map((problem) => problem.sku)).toContain(sku);
        }
        const after = variants.map((one) => {
          const own = first.prices.get(one.id);
          if (own) return { ...one, stripePriceId: own.id, active: true };
          return { ...one, active: one.stripePriceId === null && one.active };
        });
        expect([...matchPrices(after, prices, byDefault).prices]).toEqual([...first.prices]);
      }),
    );
  });
});
