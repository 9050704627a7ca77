import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { readTypedRefund } from "@/lib/desk/refunds/typed-refund";

const mug = "var_mug" as VariantId;
const pot = "var_pot" as VariantId;
const order = { lines: [{ variantId: mug }, { variantId: pot }], currency: currency("eur") };

const read = (query: Parameters<typeof readTypedRefund>[0]) => readTypedRefund(query, order);

describe("a refund that was typed", () => {
  it("names pieces, delivery and an amount in major units, and apart from them what can be sold again", () => {
    const typed = read({
      ...{ "pieces.var_mug": "2", "pieces.var_pot": " ", "restock.var_pot": "1" },
      ...{ delivery: "4,90", amount: "1.5", look: "1" },
    });
    expect(typed).toMatchObject({ isSent: true, wrong: new Set() });
    expect(typed.terms).toEqual({
      ...{ amount: 150, lines: [{ variantId: mug, quantity: 2 }], delivery: 490 },
      ...{ payment: null, restock: [{ variantId: pot, quantity: 1 }], outside: false },
    });
  });

  it("is all that is left by its own button, whatever else was typed", () => {
    const { terms } = read({ all: "1", "pieces.var_mug": "2", amount: "3", payment: "own", outside: "1" });
    expect(terms).toEqual({ amount: null, payment: "own", restock: false, outside: true });
  });

  it("never means all when nothing was typed, or only what can be sold again", () => {
    for (const query of [
      { look: "1" },
      { look: "1", "restock.var_mug": "1" },
      { look: "1", "pieces.var_mug": "0" },
    ]) {
      expect(read(query)).toMatchObject({ isSent: true, terms: null });
    }
    expect(read({})).toMatchObject({ isSent: false, terms: null });
  });

  it("says which fields can't be read, and keeps what was typed in them", () => {
    const typed = read({
      "pieces.var_mug": "two",
      "restock.var_mug": "-1",
      delivery: "4.999",
      amount: "1e3",
      look: "1",
    });
    expect([...typed.wrong].sort()).toEqual(["amount", "delivery", "pieces.var_mug", "restock.var_mug"]);
    expect(typed.terms).toBeNull();
    expect(typed.textOf("pieces.var_mug")).toBe("two");
    expect(read({ "pieces.var_mug": ["1", "2"] }).textOf("pieces.var_mug")).toBe("");
  });

  it("has amounts that can be paid in the order's currency", () => {
    const yen = readTypedRefund({ amount: "12.5", look: "1" }, { ...order, currency: currency("jpy") });
    expect(yen).toMatchObject({ wrong: new Set(["amount"]), terms: null });
  });
});
