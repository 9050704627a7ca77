import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { startEmbeddedCheckout } from "@/lib/checkout/embedded/embedded-checkout.server";
import { carts, shipments } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { type Handover, markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { importPlan } from "@/lib/shipping/import-plan.server";
import { testDatabase } from "@/tests/support/database";
import { rateOf, zoneOfCountries } from "@/tests/support/delivery";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const elements = elementsShop(db, stripe);
const payments = paymentShop(db, local.url);
const { orderOf } = orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
Object.assign(process.env, { MAIL_DIR: mailDir, MERCHANT_EMAIL: "boss@shop.example" });
afterAll(() => rm(mailDir, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const address = {
  line1: "12 rue des Potiers",
  line2: null,
  postalCode: "69001",
  city: "Lyon",
  state: null,
  country: "FR",
};
const COLLECT = rateOf("collect", 0, {
  days: undefined,
  hours: [2, 24],
  countries: ["FR"],
  pickup: { address, openingHours: { en: "Tuesdays" } },
  prices: [{ upToGrams: 20_000, price: { eur: 0 } }],
});

beforeAll(async () => {
  const zones = [zoneOfCountries("home", ["FR", "BE"], { rates: [COLLECT, rateOf("standard", 490)] })];
  expect(await importPlan(db, { zones }, { currency: currency("eur"), dryRun: false })).toMatchObject({
    ok: true,
  });
});

async function embedded(shopper: Shopper) {
  const started = await startEmbeddedCheckout({ shopper, locale: "en" });
  if (!started.ok) throw new Error(started.code);
  const session = await stripe.checkout.sessions.retrieve(started.clientSecret.split("_secret_")[0] ?? "", {
    expand: ["shipping_options.shipping_rate"],
  });
  return { ...started, session };
}

/** Chooses the pick-up on Stripe's page and pays there. */
async function collectsOn({ clientSecret, session }: Awaited<ReturnType<typeof embedded>>, country = "FR") {
  const rates = session.shipping_options.map(({ shipping_rate }) => shipping_rate);
  const collect = rates.find((rate) => typeof rate !== "string" && rate.metadata.speed === "collect");
  const rate = typeof collect === "string" ? collect : collect?.id;
  await local.payByCard(clientSecret, undefined, country, undefined, rate);
}

async function collected() {
  const shopper = await elements.shopperWith(1);
  const checkout = await embedded(shopper);
  await collectsOn(checkout);
  expect(await settleOrder(checkout.orderId)).toBe("paid");
  const { number } = await orderOf(checkout.orderId);
  return { ...checkout, shopper, number };
}

async function mailsOf(number: string, to = "ada@example.com") {
  while ((await drainOutbox()) > 0);
  return (await listFiledMail(mailDir)).filter((mail) => mail.to === to && mail.subject.includes(number));
}

const statusOf = async (orderId: OrderId) => (await orderOf(orderId)).status;
const hands = (number: string, handover: Handover) => markShipped(db, number, handover);
const parcel: Handover = { kind: "shipped", carrier: "DHL", trackingNumber: "1" };

describe("a pick-up", () => {
  it("comes last on Stripe's page, and the store says where it is", async () => {
    const { session, pickups } = await embedded(await elements.shopperWith(1));
    expect(session.shipping_options.map(({ shipping_amount }) => shipping_amount)).toEqual([490, 0]);
    expect(session.shipping_options[1]?.shipping_rate).toMatchObject({
      delivery_estimate: { minimum: { unit: "hour", value: 2 }, maximum: { unit: "hour", value: 24 } },
    });
    expect(pickups).toEqual([{ name: "Delivery collect", pickup: { address, openingHours: "Tuesdays" } }]);
    expect(session.shipping_address_collection?.allowed_countries).toEqual(["FR", "BE"]);
  });

  it("is not the delivery that a cart or a new order is priced with", async () => {
    const shopper = await elements.shopperWith(1);
    expect(await readPricedCart(shopper, "en")).toMatchObject({
      quote: { total: 2490 },
      delivery: { cheapest: 490 },
    });
    expect(await payments.begin(shopper)).toMatchObject({ amount: 2490, shippingSpeed: "standard" });
  });

  it("is no mismatch for a shopper who lives elsewhere, whose address is only for the receipt", async () => {
    const checkout = await embedded(await elements.shopperWith(1));
    await collectsOn(checkout, "BE");
    expect(await settleOrder(checkout.orderId)).toBe("paid");
    expect(await orderOf(checkout.orderId)).toMatchObject({ total: 2000, shippingOption: "collect" });
  });

  it("is chosen and paid on Checkout Elements", async () => {
    const checkout = await elements.checkoutOf(1);
    const { shipping_options } = await stripe.checkout.sessions.retrieve(checkout.sessionId);
    const rate = shipping_options[1]?.shipping_rate;
    await local.payByCard(checkout.clientSecret, undefined, undefined, undefined, String(rate));
    expect(await settleOrder(checkout.orderId)).toBe("paid");
    expect(await orderOf(checkout.orderId)).toMatchObject({ total: 2000, shippingOption: "collect" });
  });

  it("is chosen and paid on the Payment Element, and goes when the address moves abroad", async () => {
    const shopper = await elements.shopperWith(1);
    const checkout = await payments.begin(shopper);
    const chosen = await checkout.does({ kind: "delivery", shippingSpeed: "collect" });
    if (!chosen.ok) throw new Error(chosen.code);
    expect(chosen.checkout).toMatchObject({ amount: 2000, shippingSpeed: "collect" });
    const abroad = { country: "BE", postalCode: null, state: null, city: null, line1: null };
    expect(await checkout.does({ kind: "delivery", address: abroad })).toMatchObject({
      ok: true,
      checkout: { amount: 2490 },
    });
    const back = await checkout.does({
      kind: "delivery",
      address: { ...abroad, country: "FR" },
      shippingSpeed: "collect",
    });
    if (!back.ok) throw new Error(back.code);
    expect(await checkout.pays({ amount: 2000 }, back.checkout.signedQuote)).toMatchObject({ ok: true });
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", shippingOption: "collect" });
  });

  it("with Stripe Tax is for shoppers of its own country, as the tax goes by their address", async () => {
    await setSettings({ STRIPE_TAX: true });
    const shopper = await elements.shopperWith(1);
    const { session } = await embedded(shopper);
    expect(session.shipping_address_collection?.allowed_countries).toEqual(["FR"]);
    const other = await elements.shopperWith(1);
    if (other.cartId) await db.update(carts).set({ country: "BE" }).where(eq(carts.id, other.cartId));
    expect((await embedded(other)).pickups).toEqual([]);
  });
});

describe("an order that is collected", () => {
  it("is ready, then collected, and its shopper reads where and when", async () => {
    const { number, orderId, shopper } = await collected();
    const [confirmation, ...none] = await mailsOf(number);
    expect(none).toEqual([]);
    expect(confirmation?.text).toContain("Collect at\n12 rue des Potiers\n69001 Lyon\nFrance\nTuesdays");
    expect(confirmation?.text).not.toContain("Delivery to");
    const [told] = await mailsOf(number, "boss@shop.example");
    expect(told?.text).toContain(`npm run orders:ship -- ${number} --ready`);
    expect(told?.text).toContain("12 rue des Potiers");

    expect(await hands(number, parcel)).toEqual({ ok: false, code: "is_pickup" });
    expect(await hands(number, { kind: "ready" })).toEqual({ ok: true });
    expect(await hands(number, { kind: "ready" })).toEqual({ ok: false, code: "already_ready" });
    expect(await statusOf(orderId)).toBe("paid");
    expect(await getOwnOrder(orderId, shopper)).toMatchObject({
      isReady: true,
      delivery: { pickup: { address } },
    });
    expect((await mailsOf(number)).map(({ subject }) => subject)).toContain(
      `Your order ${number} is ready to collect`,
    );

    expect(await hands(number, { kind: "collected" })).toEqual({ ok: true });
    expect(await statusOf(orderId)).toBe("shipped");
    expect(await hands(number, { kind: "collected" })).toEqual({ ok: false, code: "already_shipped" });
    expect(await mailsOf(number)).toHaveLength(2);
    expect((await getOwnOrder(orderId, shopper))?.timeline.map(({ detail }) => detail.code)).toEqual(
      expect.arrayContaining(["ready_to_collect", "collected"]),
    );
    expect(await settleOrder(orderId)).toBe("shipped");
  });

  it("is no longer ready once it is cancelled", async () => {
    const { number, orderId } = await collected();
    await hands(number, { kind: "ready" });
    expect(await cancelOrder(number, { restock: true })).toMatchObject({ ok: true });
    await mailsOf(number);
    const [shipment] = await db.select().from(shipments).where(eq(shipments.orderId, orderId));
    expect(shipment?.status).toBe("canceled");
    expect(await hands(number, { kind: "ready" })).toMatchObject({ ok: false, code: "not_ready" });
  });

  it("is not what an order with a parcel can be", async () => {
    const checkout = await embedded(await elements.shopperWith(1));
    await local.payByCard(checkout.clientSecret);
    await settleOrder(checkout.orderId);
    const { number } = await orderOf(checkout.orderId);
    expect(await hands(number, { kind: "ready" })).toEqual({ ok: false, code: "not_pickup" });
    expect(await hands(number, parcel)).toEqual({ ok: true });
  });
});
