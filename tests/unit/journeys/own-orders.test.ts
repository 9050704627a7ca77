import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalStripe, type LocalStripe } from "@/local-stripe/src/index";
import { giveBackOrders } from "@/tests/journeys/support/own-orders";
import { taggedAddress } from "@/tests/journeys/support/target";
import { stripeOf } from "@/tests/journeys/support/test-account";

let local: LocalStripe;
let stripe: Stripe;
beforeAll(async () => {
  local = await createLocalStripe();
  stripe = stripeOf({ key: "sk_test_ownorders", api: local.url });
});
afterAll(() => local.close());

const paid = (order_id: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 2000,
    currency: "eur",
    payment_method: "pm_card_visa",
    allowed_payment_method_types: ["card"],
    confirm: true,
    metadata: { order_id },
    ...more,
  });
const refundsOf = async ({ id }: Stripe.PaymentIntent) =>
  (await stripe.refunds.list({ payment_intent: id })).data.length;

describe("what a journey has paid in a store that runs somewhere", () => {
  it("is refunded once, and nobody else's payment is touched", async () => {
    const own = await paid("ord_own");
    const others = [
      await paid("ord_other"),
      await paid("ord_own2"),
      await paid("", { description: "ord_own" }),
    ];
    const lines = await giveBackOrders(stripe, ["ord_own"], 0);
    expect(lines).toEqual(["order ord_own: paid and refunded"]);
    expect(await refundsOf(own)).toBe(1);
    expect(await Promise.all(others.map(refundsOf))).toEqual([0, 0, 0]);
    await giveBackOrders(stripe, ["ord_own"], 0);
    expect(await refundsOf(own)).toBe(1);
  });

  it("is released where it was only authorized", async () => {
    const { id } = await paid("ord_held", { capture_method: "manual" });
    expect(await giveBackOrders(stripe, ["ord_held"], 0)).toEqual([
      "order ord_held: authorized and released",
    ]);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe("canceled");
  });

  it("is left alone when it is older than the run", async () => {
    const own = await paid("ord_old");
    expect(await giveBackOrders(stripe, ["ord_old"], own.created + 1)).toEqual([]);
    expect(await refundsOf(own)).toBe(0);
  });

  it("is refused as soon as it is real money", async () => {
    const own = await paid("ord_live");
    const live = [{ ...own, livemode: true }];
    const asLive = {
      paymentIntents: { list: () => live },
      refunds: { create: () => Promise.reject(new Error("refunded")) },
    } as unknown as Stripe;
    await expect(giveBackOrders(asLive, ["ord_live"], 0)).rejects.toThrow(/is a live one/);
  });

  it("is never refunded with a live key", () => {
    expect(() => stripeOf({ key: "sk_live_abc123", api: null })).toThrow(/live key/);
    expect(() => stripeOf({ key: "rk_live_abc123", api: null })).toThrow(/live key/);
  });
});

describe("an address of a run", () => {
  it("has its tag before the @", () => {
    expect(taggedAddress("me.too@shop.example", "run1-a")).toBe("me.too+run1-a@shop.example");
  });
});
