import { describe, expect, it } from "vitest";
import { offeredActs } from "@/lib/desk/decisions/acts";

const facts = { status: "paid", reasons: [], isSent: false, isAuthorized: false } as const;
const actsOf = (changes: Partial<Parameters<typeof offeredActs>[0]>) =>
  offeredActs({ ...facts, ...changes }).map(({ act }) => act);

describe("what can be decided about an order", () => {
  it("is to cancel it, until its parcel has left or it is over", () => {
    expect(actsOf({})).toEqual(["cancel"]);
    expect(actsOf({ status: "open" })).toEqual(["cancel"]);
    expect(actsOf({ status: "shipped", isSent: true })).toEqual([]);
    expect(actsOf({ status: "refunded" })).toEqual([]);
    expect(actsOf({ status: "processing" })).toEqual([]);
  });

  it("is to answer what needs a person, once for each answer", () => {
    const both = { status: "needs_attention", reasons: ["amount_mismatch", "out_of_stock"] } as const;
    expect(actsOf(both)).toEqual(["accept", "deliver_later", "cancel"]);
    expect(actsOf({ ...both, status: "paid" })).toEqual(["cancel"]);
  });

  it("is to reopen an order that was paid after it had ended, which accepts all else that was found", () => {
    const late = { status: "needs_attention", reasons: ["amount_mismatch", "paid_after_cancel"] } as const;
    expect(actsOf(late)).toEqual(["reopen", "deliver_later", "cancel"]);
  });

  it("is no answer while one of two payments must go back first", () => {
    expect(actsOf({ status: "needs_attention", reasons: ["paid_twice", "amount_mismatch"] })).toEqual([
      "cancel",
    ]);
  });

  it("is to capture or release a payment that waits for it", () => {
    expect(actsOf({ status: "processing", isAuthorized: true })).toEqual(["capture", "release", "cancel"]);
  });
});
