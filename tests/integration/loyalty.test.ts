import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import type { Customer } from "@/lib/model/customer";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const elements = elementsShop(db, stripe);
const payment = paymentShop(db, url);

/** 15 % of two pieces. */
const OFF = 600;

beforeAll(async () => {
  await insertDemoDiscounts(db);
});
afterEach(() => vi.restoreAllMocks());

/** What the cart and a checkout of it on each surface take off, before anybody has asked. */
async function takenOff(customer: Customer | null) {
  const shopper = await elements.shopperWith(2, customer);
  const { quote: cart } = await readPricedCart(shopper, "en");
  const embedded = await startSession({ surface: "embedded", shopper, locale: "en" });
  if (!embedded.ok) throw new Error(embedded.code);
  const { quote: onElements } = await elements.begin(shopper);
  const { quote: onPayment } = await payment.begin(shopper);
  return {
    cart: cart?.discountTotal,
    embedded: embedded.session.total_details?.amount_discount,
    elements: onElements.discountTotal,
    payment: onPayment.discountTotal,
    offer: [onElements.loyalty, onPayment.loyalty],
  };
}

describe("the discount for members", () => {
  it("is automatic in the cart and on every surface, when the merchant says so", async () => {
    await setSettings({ LOYALTY_DISCOUNT: "automatic" });
    expect(await takenOff(gold)).toEqual({
      cart: OFF,
      embedded: OFF,
      elements: OFF,
      payment: OFF,
      offer: ["applied", "applied"],
    });
    expect(await takenOff(null)).toMatchObject({ cart: 0, embedded: 0, elements: 0, payment: 0 });
  });

  it("otherwise applies when they ask for it", async () => {
    await setSettings({ LOYALTY_DISCOUNT: "button" });
    expect(await takenOff(gold)).toEqual({
      cart: 0,
      embedded: 0,
      elements: 0,
      payment: 0,
      offer: ["available", "available"],
    });
  });
});
