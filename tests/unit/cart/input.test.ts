import { describe, expect, it } from "vitest";
import { addInput, countryInput, quantityInput } from "@/lib/cart/input";
import { localeOf, parseForm } from "@/lib/http/form-data";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("what a cart form may send", () => {
  it("is one piece when no quantity is given", () => {
    const parsed = parseForm(addInput, form({ variantId: "var_abc" }));
    expect(parsed).toEqual({ ok: true, data: { variantId: "var_abc", quantity: 1 } });
  });

  it("ignores a price: only what the shopper saw is read", () => {
    const parsed = parseForm(
      addInput,
      form({ variantId: "var_abc", unitAmount: "1", seenUnitAmount: "2000" }),
    );
    expect(parsed).toEqual({ ok: true, data: { variantId: "var_abc", quantity: 1, seenUnitAmount: 2000 } });
  });

  it.each(["0", "-1", "1.5", "1e3", "NaN", "", " 2", "0x10", "99999999999"])(
    "refuses a quantity of %j",
    (quantity) => {
      expect(parseForm(addInput, form({ variantId: "var_abc", quantity }))).toEqual({
        ok: false,
        code: "invalid_request",
      });
    },
  );

  it("takes 0 where a line is set, to take it out", () => {
    expect(parseForm(quantityInput, form({ variantId: "var_abc", quantity: "0" })).ok).toBe(true);
  });

  it.each(["", "prd_abc", "var_", "var_'; drop table carts", `var_${"a".repeat(100)}`])(
    "refuses %j as a variant",
    (id) => {
      expect(parseForm(addInput, form({ variantId: id })).ok).toBe(false);
    },
  );

  it("refuses a country it doesn't deliver to", () => {
    expect(parseForm(countryInput, form({ country: "FR" })).ok).toBe(true);
    expect(parseForm(countryInput, form({ country: "Antarctica" })).ok).toBe(false);
  });

  it("falls back to English for a language that is none", () => {
    expect(localeOf(form({ locale: "fr" }))).toBe("fr");
    expect(localeOf(form({ locale: "../admin" }))).toBe("en");
  });
});
