import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { RETURN_STATUSES, type ReturnStatus } from "@/lib/model/return";
import { returnablePieces, returnableUntil } from "@/lib/orders/returns/returnable";
import {
  canReturnBecome,
  countsAsReturned,
  RETURN_TRANSITIONS,
  WAITING_RETURNS,
} from "@/lib/orders/returns/transitions";

describe("the states of a return", () => {
  const walkTo = (from: ReturnStatus): Set<ReturnStatus> => {
    const seen = new Set<ReturnStatus>([from]);
    for (const status of seen) for (const next of RETURN_TRANSITIONS[status]) seen.add(next);
    return seen;
  };

  it("are all reached from the question, and all but the last lead on", () => {
    expect([...walkTo("asked")].sort()).toEqual([...RETURN_STATUSES].sort());
    const last = RETURN_STATUSES.filter((status) => RETURN_TRANSITIONS[status].length === 0);
    expect(last).toEqual(["refunded", "closed", "declined", "withdrawn"]);
    for (const status of WAITING_RETURNS) expect(RETURN_TRANSITIONS[status].length).toBeGreaterThan(0);
  });

  it("are never walked back", () => {
    for (const from of RETURN_STATUSES) {
      for (const to of RETURN_TRANSITIONS[from]) expect(walkTo(to).has(from)).toBe(false);
    }
  });

  it("lead to money only over goods that came back", () => {
    expect(RETURN_STATUSES.filter((from) => canReturnBecome(from, "refunded"))).toEqual(["received"]);
    expect(RETURN_STATUSES.filter((from) => canReturnBecome(from, "received"))).toEqual(["accepted"]);
  });

  it("free the pieces again when nothing comes back", () => {
    expect(RETURN_STATUSES.filter((status) => !countsAsReturned(status))).toEqual(["declined", "withdrawn"]);
  });
});

const MUG = "var_mug" as VariantId;
const of = (quantity: number) => [{ variantId: MUG, quantity }];
const left = (ordered: number, sent: number, returned: number, refunded: number) =>
  returnablePieces(of(ordered), { sent: of(sent), returned: of(returned), refunded: of(refunded) })[0]
    ?.quantity ?? 0;

describe("what can be sent back", () => {
  it.each([
    ["nothing that has not left", [3, 0, 0, 0], 0],
    ["all that has left", [3, 2, 0, 0], 2],
    ["not what is in a return already", [3, 3, 1, 0], 2],
    ["a refunded return counts once", [3, 3, 1, 1], 2],
    ["what was refunded beside returns counts too", [3, 3, 1, 2], 1],
    ["pieces that were refunded before they left take nothing from those that left", [3, 2, 0, 1], 2],
  ] as const)("%s", (_, [ordered, sent, returned, refunded], pieces) => {
    expect(left(ordered, sent, returned, refunded)).toBe(pieces);
  });

  it("is never more than left, and with returns and refunds together never more than was ordered", () => {
    const counts = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(counts, ([ordered, sent, returned, refunded]) => {
        fc.pre(sent <= ordered && returned <= sent && refunded <= ordered);
        const more = left(ordered, sent, returned, refunded);
        expect(more).toBeLessThanOrEqual(sent);
        expect(more + returned).toBeLessThanOrEqual(sent);
        expect(more).toBeLessThanOrEqual(ordered - refunded);
      }),
    );
  });

  it("ends so many days after the last parcel has had its days on the way", () => {
    const last = new Date("2026-03-01T10:00:00Z");
    expect(returnableUntil(last, { days: 14, deliveryDays: 7 })).toEqual(new Date("2026-03-22T10:00:00Z"));
  });
});
