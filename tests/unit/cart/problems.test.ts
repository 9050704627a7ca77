import { describe, expect, it } from "vitest";
import { acceptProblems, cartProblems, problemsToken } from "@/lib/cart/problems";
import { cartLine } from "./cart-line";

describe("cartProblems", () => {
  const problemsOf = (...lines: Parameters<typeof cartLine>[0][]) =>
    cartProblems({ lines: lines.map(cartLine) });

  it("has nothing to say about a cart that is as the shopper saw it", () => {
    expect(problemsOf({}, { quantity: 3, available: 3 })).toEqual([]);
  });

  it("tells a price that went up or down", () => {
    expect(problemsOf({ seenUnitAmount: 2000, unitAmount: 2500 })).toEqual([
      { code: "price_changed", variantId: "var_1", before: 2000, now: 2500 },
    ]);
    expect(problemsOf({ seenUnitAmount: 2000, unitAmount: 1500 })).toHaveLength(1);
  });

  it("tells when there are fewer than wanted", () => {
    expect(problemsOf({ quantity: 5, available: 2 })).toEqual([
      { code: "quantity_reduced", variantId: "var_1", wanted: 5, available: 2 },
    ]);
  });

  it("tells a new price and too few pieces of one line at once", () => {
    const codes = problemsOf({ quantity: 5, available: 2, unitAmount: 1, seenUnitAmount: 2 }).map(
      (problem) => problem.code,
    );
    expect(codes).toEqual(["price_changed", "quantity_reduced"]);
  });

  it("says only that it is sold out, whatever else changed", () => {
    expect(problemsOf({ available: 0, unitAmount: 1, seenUnitAmount: 2 })).toEqual([
      { code: "sold_out", variantId: "var_1" },
    ]);
  });

  it("says that a variant which is not for sale is unavailable", () => {
    expect(problemsOf({ isForSale: false })[0]?.code).toBe("unavailable");
  });
});

describe("acceptProblems", () => {
  it("leaves a cart without problems", () => {
    const lines = [
      cartLine({ quantity: 5, available: 2 }),
      cartLine({ available: 0 }),
      cartLine({ isForSale: false }),
      cartLine({ isInCurrency: false }),
      cartLine({ unitAmount: 900, seenUnitAmount: 800 }),
      cartLine({ quantity: 30, available: 100 }),
    ];
    const accepted = acceptProblems(lines);
    expect(cartProblems({ lines: accepted })).toEqual([]);
    expect(accepted.map((line) => [line.quantity, line.seenUnitAmount])).toEqual([
      [2, 2000],
      [1, 900],
      [20, 2000],
    ]);
  });
});

describe("problemsToken", () => {
  it("differs when another price or another stock would be accepted", () => {
    const token = (line: Parameters<typeof cartLine>[0]) =>
      problemsToken(cartProblems({ lines: [cartLine(line)] }));
    const shown = token({ unitAmount: 900, seenUnitAmount: 800 });
    expect(token({ unitAmount: 900, seenUnitAmount: 800, available: 7 })).toBe(shown);
    expect(token({ unitAmount: 950, seenUnitAmount: 800 })).not.toBe(shown);
    expect(token({ quantity: 9, available: 2 })).not.toBe(token({ quantity: 9, available: 3 }));
    expect(token({})).toBe("");
  });
});
