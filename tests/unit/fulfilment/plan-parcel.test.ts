import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { planParcel } from "@/lib/fulfilment/plan-parcel";

const line = (sku: string, quantity: number) => ({ sku, quantity, variantId: `var_${sku}` as VariantId });

describe("a parcel", () => {
  it("takes all that is left where nothing is named", () => {
    expect(planParcel([line("A", 2), line("B", 1)], null)).toMatchObject({ ok: true, isLast: true });
    expect(planParcel([], null)).toEqual({ ok: false, code: "nothing_left" });
  });

  it("is not everything because somebody chose nothing", () => {
    expect(planParcel([line("A", 2)], [])).toEqual({ ok: false, code: "nothing_chosen" });
  });

  it.each([
    ["A", 3, 2],
    ["A", 0, 2],
    ["A", 1.5, 2],
    ["C", 1, 0],
  ])("does not take of %s %d pieces, of which %d are left", (sku, quantity, left) => {
    expect(planParcel([line("A", 2)], [{ sku, quantity }])).toEqual({
      ok: false,
      code: "too_many",
      sku,
      left,
    });
  });

  it("counts a line that is named twice once", () => {
    const twice = [
      { sku: "A", quantity: 1 },
      { sku: "A", quantity: 1 },
    ];
    expect(planParcel([line("A", 2)], twice)).toMatchObject({ ok: true, isLast: true });
    expect(planParcel([line("A", 1)], twice)).toMatchObject({ code: "too_many" });
  });

  it("after parcel, in whatever pieces, brings every piece once, and only the last one is the last", () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(quantities, fc.infiniteStream(fc.nat()), (counts, choices) => {
        const left = counts.map((quantity, index) => line(String(index), quantity));
        const sent = counts.map(() => 0);
        const next = () => Number(choices.next().value);
        for (let parcels = 0; ; parcels += 1) {
          expect(parcels).toBeLessThan(30);
          const open = left.filter(({ quantity }) => quantity > 0);
          const first = open[next() % open.length];
          if (!first) throw new Error("nothing is left");
          const plan = planParcel(open, [{ sku: first.sku, quantity: 1 + (next() % first.quantity) }]);
          if (!plan.ok) throw new Error(plan.code);
          for (const { variantId, quantity } of plan.lines) {
            const of = left.findIndex((one) => one.variantId === variantId);
            const row = left[of];
            if (row) row.quantity -= quantity;
            sent[of] = (sent[of] ?? 0) + quantity;
          }
          expect(plan.isLast).toBe(left.every(({ quantity }) => quantity === 0));
          if (plan.isLast) break;
        }
        expect(sent).toEqual(counts);
      }),
    );
  });
});
