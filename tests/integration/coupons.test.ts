import { describe, expect, it } from "vitest";
import { couponFor } from "@/lib/checkout/sessions/coupon.server";
import { makeQuote } from "@/lib/quote/make-quote";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { quoteInput } from "@/tests/support/quotes";

await testDatabase();
const { callsOf } = await testStripe();

const quote = makeQuote(quoteInput());
const off = (amount: number) => {
  const discounts = [{ code: "OFF", name: "Off", reason: "", amount }];
  return couponFor({ ...quote, discounts, discountTotal: amount });
};

describe("the coupon of a quote", () => {
  it("is made once, is remembered for a while, and is asked for again when it was forgotten", async () => {
    const first = await off(1);
    expect(await callsOf(() => off(1))).toEqual([]);
    for (let amount = 2; amount <= 201; amount += 1) await off(amount);
    const calls = await callsOf(async () => expect(await off(1)).toBe(first));
    expect(calls).toEqual(["POST /v1/coupons"]);
  });

  it("is none where nothing is taken off", async () => {
    expect(await off(0)).toBeNull();
  });
});
