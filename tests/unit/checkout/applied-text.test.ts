import { describe, expect, it } from "vitest";
import { appliedText } from "@/components/checkout/applied-text";
import { textsFor } from "@/i18n/texts.server";

const texts = textsFor("en", "checkout").elements;
const discount = { name: "10% off", reason: "", amount: 100, shippingAmount: 0 };
const quote = (codes: (string | null)[], loyalty: "applied" | "available" = "available") => ({
  discounts: codes.map((code) => ({ ...discount, code })),
  loyalty,
});

describe("A discount that was applied", () => {
  it.each([
    ["is told by its code", quote([null, "TENOFF"]), "TENOFF has been applied."],
    ["is no longer told when it has ended", quote([null, "OTHER"]), ""],
  ])("%s", (_, now, text) => {
    expect(appliedText({ kind: "code", code: "ten off" }, now, texts)).toBe(text);
  });

  it("as a member is told until it is taken back", () => {
    expect(appliedText({ kind: "loyalty" }, quote([], "applied"), texts)).toBe(texts.loyaltyApplied);
    expect(appliedText({ kind: "loyalty" }, quote([]), texts)).toBe("");
  });

  it("is not told before one was asked for", () => {
    expect(appliedText(null, quote(["TENOFF"], "applied"), texts)).toBe("");
  });
});
