import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { comparePlaces, pickRows } from "@/lib/desk/picking/pick-rows";
import {
  changedLines,
  isPacked,
  isTaken,
  NO_PICKS,
  pack,
  piecesTooMany,
  take,
  withBegun,
  withoutSent,
} from "@/lib/desk/picking/picks";

const line = (name: string, quantity: number) => ({
  ...{ variantId: `var_${name}` as VariantId, sku: name, name, option: "", image: "", quantity },
});

const shelf = (sku: string, place: string | null) => ({ sku, place, name: sku, option: "", onHand: 5 });

describe("the places of a warehouse", () => {
  it("are walked along by their numbers, and what has none comes last", () => {
    const places = ["B-1", null, "A-10", "a-2", "A-03-2", "A-3-10"];
    expect(places.sort(comparePlaces)).toEqual(["a-2", "A-03-2", "A-3-10", "A-10", "B-1", null]);
  });
});

describe("a pick list", () => {
  it("sums the pieces of all orders by variant, in the order of the places", () => {
    const orders = [
      { number: "A", lines: [line("MUG", 2), line("POT", 1)] },
      { number: "B", lines: [line("MUG", 3)] },
    ];
    const shelves = new Map([
      ["var_MUG" as VariantId, shelf("MUG", "A-10")],
      ["var_POT" as VariantId, shelf("POT", "A-2")],
    ]);
    expect(pickRows(orders, shelves)).toMatchObject([
      { sku: "POT", place: "A-2", quantity: 1, orders: [{ number: "A", quantity: 1 }] },
      {
        ...{ sku: "MUG", place: "A-10", quantity: 5 },
        orders: [
          { number: "A", quantity: 2 },
          { number: "B", quantity: 3 },
        ],
      },
    ]);
  });

  it("neither loses nor adds a piece", () => {
    const orders = fc.array(
      fc.record({
        number: fc.uuid(),
        lines: fc.uniqueArray(
          fc.record({ name: fc.constantFrom("A", "B", "C", "D"), quantity: fc.integer({ min: 1, max: 99 }) }),
          { selector: ({ name }) => name },
        ),
      }),
    );
    fc.assert(
      fc.property(orders, (all) => {
        const given = all.map(({ number, lines }) => ({
          number,
          lines: lines.map(({ name, quantity }) => line(name, quantity)),
        }));
        const rows = pickRows(given, new Map());
        for (const name of ["A", "B", "C", "D"]) {
          const wanted = given
            .flatMap(({ lines }) => lines)
            .reduce((sum, one) => (one.sku === name ? sum + one.quantity : sum), 0);
          const row = rows.find(({ sku }) => sku === name);
          expect(row?.quantity ?? 0).toBe(wanted);
          expect((row?.orders ?? []).reduce((sum, one) => sum + one.quantity, 0)).toBe(wanted);
        }
      }),
    );
  });
});

describe("what was ticked", () => {
  const order = (quantity: number) => ({ number: "A", lines: [line("MUG", quantity)] });
  const begun = withBegun(NO_PICKS, [order(3)]);
  const taken = take(begun, line("MUG", 3), true);

  it("is no longer true when other pieces are needed", () => {
    expect(isTaken(taken, line("MUG", 3))).toBe(true);
    expect(isTaken(taken, line("MUG", 2))).toBe(false);
    const packed = pack(taken, order(3), true);
    expect(isPacked(packed, order(3))).toBe(true);
    expect(isPacked(packed, order(2))).toBe(false);
    expect(isTaken(take(taken, line("MUG", 3), false), line("MUG", 3))).toBe(false);
  });

  it("says which orders changed since, and what is too many by now", () => {
    expect(changedLines(taken, [order(3)])).toEqual([]);
    expect(changedLines(withBegun(taken, [order(2)]), [order(2)])).toEqual([
      { number: "A", sku: "MUG", before: 3, after: 2 },
    ]);
    expect(piecesTooMany(taken, [line("MUG", 2)])).toEqual([{ variantId: "var_MUG", sku: "MUG", pieces: 1 }]);
    expect(piecesTooMany(taken, [])).toMatchObject([{ pieces: 3 }]);
  });

  it("forgets what has left with its order, and keeps the rest", () => {
    const both = take(begun, line("MUG", 5), true);
    const left = withoutSent(pack(both, order(3), true), [order(3)]);
    expect(left).toEqual({ taken: { var_MUG: { sku: "MUG", quantity: 2 } }, packed: {}, begun: {} });
  });
});
