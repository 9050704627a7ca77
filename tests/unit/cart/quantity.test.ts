import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideQuantity, MAX_LINE_QUANTITY } from "@/lib/cart/quantity";

const line = { wanted: 1, current: 0, available: 10, sellable: true };

describe("decideQuantity", () => {
  it("takes what there is, up to the last piece", () => {
    expect(decideQuantity({ ...line, wanted: 10 })).toEqual({ ok: true, quantity: 10 });
  });

  it("refuses more than there is, and says how many there are", () => {
    expect(decideQuantity({ ...line, wanted: 11 })).toEqual({ ok: false, code: "over_stock", max: 10 });
  });

  it("refuses more than twenty of one thing, however many there are", () => {
    expect(decideQuantity({ ...line, wanted: 21, available: 500 })).toEqual({
      ok: false,
      code: "over_limit",
      max: 20,
    });
  });

  it("tells sold out and withdrawn apart", () => {
    expect(decideQuantity({ ...line, available: 0 })).toMatchObject({ code: "sold_out" });
    expect(decideQuantity({ ...line, sellable: false })).toMatchObject({ code: "unavailable" });
  });

  it("always lets a shopper put something back, even while too many are left", () => {
    expect(decideQuantity({ wanted: 4, current: 5, available: 1, sellable: true })).toEqual({
      ok: true,
      quantity: 4,
    });
    expect(decideQuantity({ wanted: 0, current: 5, available: 0, sellable: false })).toEqual({
      ok: true,
      quantity: 0,
    });
  });

  it("never raises a line above stock or limit", () => {
    const wholes = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(wholes, wholes, wholes, (wanted, current, available) => {
        const result = decideQuantity({ wanted, current, available, sellable: true });
        if (result.ok && wanted >= current) {
          expect(result.quantity).toBeLessThanOrEqual(Math.min(available, MAX_LINE_QUANTITY));
        }
      }),
    );
  });
});
