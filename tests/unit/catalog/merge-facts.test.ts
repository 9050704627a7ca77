import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeFacts, type Side } from "@/lib/catalog/merge-facts";
import type { ProductFacts } from "@/lib/db/schema/catalog";

const AGREED: ProductFacts = {
  nameEn: "Mug",
  nameFr: "Tasse",
  descriptionEn: "Holds tea.",
  descriptionFr: "Pour le thé.",
  active: true,
};

const merge = (
  store: Partial<ProductFacts>,
  stripe: Partial<ProductFacts>,
  prefer: Side | null = null,
  agreed: Partial<ProductFacts> = AGREED,
) => mergeFacts(agreed, { ...AGREED, ...store }, { ...AGREED, ...stripe }, prefer);

describe("a fact of a product", () => {
  it("that was edited at Stripe is taken over", () => {
    const { store, stripe, agreed, conflicts } = merge({}, { nameEn: "Big mug", active: false });
    expect(store).toEqual({ ...AGREED, nameEn: "Big mug", active: false });
    expect(stripe).toEqual(store);
    expect(agreed).toEqual(store);
    expect(conflicts).toEqual([]);
  });

  it("that was edited in the store is told to Stripe, and not agreed on before that", () => {
    const { store, stripe, agreed } = merge({ nameEn: "Our mug" }, { descriptionEn: "Holds coffee." });
    expect(store).toEqual({ ...AGREED, nameEn: "Our mug", descriptionEn: "Holds coffee." });
    expect(stripe).toEqual(store);
    expect(agreed).toEqual({ ...AGREED, descriptionEn: "Holds coffee." });
  });

  it("that was edited alike on both sides is agreed on", () => {
    expect(merge({ nameEn: "Cup" }, { nameEn: "Cup" })).toMatchObject({
      agreed: { nameEn: "Cup" },
      conflicts: [],
    });
  });

  it("that was edited on both sides is left alone on both", () => {
    const merged = merge({ nameFr: "Bol" }, { nameFr: "Mug", descriptionFr: "Neuf." });
    expect(merged.conflicts).toEqual([{ fact: "nameFr", store: "Bol", stripe: "Mug" }]);
    expect(merged.store).toEqual({ ...AGREED, nameFr: "Bol", descriptionFr: "Neuf." });
    expect(merged.stripe).toEqual({ ...AGREED, nameFr: "Mug", descriptionFr: "Neuf." });
    expect(merged.agreed.nameFr).toBe("Tasse");
  });

  it.each([
    ["store", "Our mug"],
    ["stripe", "Big mug"],
  ] as const)("that was edited on both sides is the %s's where that one is preferred", (prefer, name) => {
    const { store, stripe, conflicts } = merge({ nameEn: "Our mug" }, { nameEn: "Big mug" }, prefer);
    expect([store.nameEn, stripe.nameEn, conflicts]).toEqual([name, name, []]);
  });

  it("is Stripe's where nothing was ever agreed on, and the store's where Stripe has none", () => {
    const stripe = { nameEn: "Big mug", active: true };
    const merged = mergeFacts({}, AGREED, stripe, null);
    expect(merged.store).toEqual({ ...AGREED, nameEn: "Big mug" });
    expect(merged.stripe).toEqual(merged.store);
    expect(merged.agreed).toEqual({ nameEn: "Big mug", active: true });
  });

  it("that was cleared at Stripe is cleared, unless it is a name", () => {
    const { store, stripe } = mergeFacts(AGREED, AGREED, { nameEn: "Mug", active: true }, null);
    expect(store).toEqual({ ...AGREED, descriptionEn: "", descriptionFr: "" });
    expect(stripe).toEqual(store);
  });
});

describe("a text in a language that the product may not have", () => {
  it("comes from the side that has one", () => {
    expect(merge({ nameDe: "Becher" }, {}).stripe.nameDe).toBe("Becher");
    expect(merge({}, { nameDe: "Becher" }).store.nameDe).toBe("Becher");
  });

  it("is in neither where neither has one, and no empty text", () => {
    const { store, stripe, agreed } = merge({}, {});
    for (const side of [store, stripe, agreed]) expect(side).toEqual(AGREED);
  });

  it("that the store has taken out is taken out at Stripe", () => {
    const german = { ...AGREED, nameDe: "Becher" };
    const { store, stripe } = mergeFacts(german, AGREED, german, null);
    expect([store.nameDe, stripe.nameDe]).toEqual([undefined, undefined]);
  });
});

const text = fc.constantFrom("", "a", "b");
const facts = fc.record(
  {
    nameEn: text,
    nameFr: text,
    nameDe: text,
    descriptionEn: text,
    descriptionFr: text,
    descriptionDe: text,
    active: fc.boolean(),
  },
  { requiredKeys: ["nameEn", "nameFr", "descriptionEn", "descriptionFr", "active"] },
);

it("Once both sides say what they should, another look changes nothing and agrees on all", () => {
  const prefer = fc.constantFrom<Side | null>("store", "stripe", null);
  fc.assert(
    fc.property(facts, facts, facts, prefer, (agreed, here, there, side) => {
      const first = mergeFacts(agreed, here, there, side);
      const again = mergeFacts(first.agreed, first.store, first.stripe, side);
      expect(again.store).toEqual(first.store);
      expect(again.stripe).toEqual(first.stripe);
      expect(again.conflicts).toEqual(first.conflicts);
      if (first.conflicts.length === 0) expect(again.agreed).toEqual(first.store);
    }),
  );
});
