import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { heldTooMuch, secondsUntilFree, shortages, withoutKept } from "@/lib/inventory/stock-arithmetic";
import { HELD_BOUNDS } from "@/lib/limits/bounds";

const mug = "var_mug" as VariantId;
const bowl = "var_bowl" as VariantId;
const plate = "var_plate" as VariantId;
const pieces = fc.nat({ max: 500 });

describe("what is missing of the goods that are wanted", () => {
  it("is each line that asks for more than there is, with both figures", () => {
    const lines = [
      { variantId: mug, quantity: 3 },
      { variantId: bowl, quantity: 3 },
      { variantId: plate, quantity: 1 },
    ];
    expect(
      shortages(
        lines,
        new Map([
          [mug, 3],
          [bowl, 2],
        ]),
      ),
    ).toEqual([
      { variantId: bowl, wanted: 3, available: 2 },
      { variantId: plate, wanted: 1, available: 0 },
    ]);
  });
});

describe("what is left for others", () => {
  it("is what is on hand without what is kept, and never less than nothing", () => {
    const onHand = new Map([
      [mug, 5],
      [bowl, 2],
      [plate, 4],
    ]);
    const kept = new Map([
      [mug, 2],
      [bowl, 3],
    ]);
    expect([...withoutKept(onHand, kept)]).toEqual([
      [mug, 3],
      [bowl, 0],
      [plate, 4],
    ]);
  });

  it("is enough exactly for who asks for no more than that", () => {
    fc.assert(
      fc.property(pieces, pieces, pieces, (onHand, kept, quantity) => {
        const left = withoutKept(new Map([[mug, onHand]]), new Map([[mug, kept]]));
        const isMissing = shortages([{ variantId: mug, quantity }], left).length > 0;
        expect(isMissing).toBe(quantity > 0 && quantity + kept > onHand);
      }),
    );
  });
});

describe("what unpaid checkouts of one place may keep of a variant", () => {
  const asks = (quantity: number, onHand: number, heldFrom: { address: number; network: number }) =>
    heldTooMuch({ variantId: mug, quantity }, { onHand, heldFrom });
  const { address, network } = HELD_BOUNDS;

  it("is so many pieces, however few there are", () => {
    const held = { address: address.pieces - 2, network: address.pieces - 2 };
    expect(asks(2, 1, held)).toEqual([]);
    expect(asks(5, 1, held)).toEqual([{ variantId: mug, scope: "address", tooMany: 3 }]);
  });

  it("is a share of what is on hand where that is more, in whole pieces", () => {
    const onHand = 1003;
    const most = { address: 250, network: 501 };
    expect([onHand * address.share, onHand * network.share].map(Math.floor)).toEqual([250, 501]);
    expect(asks(1, onHand, { address: most.address - 1, network: most.network - 1 })).toEqual([]);
    expect(asks(1, onHand, most)).toEqual([
      { variantId: mug, scope: "address", tooMany: 1 },
      { variantId: mug, scope: "network", tooMany: 1 },
    ]);
  });

  it("counts an address and its network each by itself", () => {
    expect(asks(1, 0, { address: 1, network: network.pieces })).toEqual([
      { variantId: mug, scope: "network", tooMany: 1 },
    ]);
  });

  it("is no limit for a single cart", () => {
    fc.assert(
      fc.property(pieces, pieces, (quantity, onHand) => {
        expect(asks(quantity, onHand, { address: 0, network: 0 })).toEqual([]);
      }),
    );
  });

  it("has room again for the line once so many pieces are released", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), pieces, pieces, (quantity, onHand, held) => {
        const [refused] = asks(quantity, onHand, { address: held, network: 0 });
        if (!refused) return;
        const left = held - refused.tooMany;
        expect(asks(quantity, onHand, { address: Math.max(0, left), network: 0 })).toEqual([]);
        expect(asks(quantity, onHand, { address: left + 1, network: 0 })).toHaveLength(left + 1 > 0 ? 1 : 0);
      }),
    );
  });
});

describe("how long until kept pieces are free", () => {
  const kept = [
    { quantity: 2, seconds: 60 },
    { quantity: 3, seconds: 90 },
    { quantity: 1, seconds: 200 },
  ];

  it.each([
    [1, 60],
    [2, 60],
    [3, 90],
    [5, 90],
    [6, 200],
  ])("%d of them: %d seconds", (wanted, seconds) => {
    expect(secondsUntilFree(kept, wanted)).toBe(seconds);
  });

  it("is not known of more than are kept", () => {
    expect(secondsUntilFree(kept, 7)).toBe(0);
    expect(secondsUntilFree([], 1)).toBe(0);
  });
});
