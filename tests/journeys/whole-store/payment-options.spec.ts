import type { Page } from "@playwright/test";
import { CARDS } from "../support/embedded-checkout";
import type { LocalStripe } from "../support/local-stripe";
import type { Shop } from "../support/shop";
import { Shopper } from "../support/shopper";
import { startInstance } from "../support/store-instance";
import { expect, test } from "../support/test";

/** What Stripe.js is told of the Elements when the page opens: `deferred_intent[mode]` as `mode`. */
async function elementsOf(page: Page, opens: () => Promise<unknown>): Promise<URLSearchParams> {
  const [request] = await Promise.all([page.waitForRequest("**/v1/elements/sessions?**"), opens()]);
  const query = new URL(request.url()).searchParams;
  const told = [...query].flatMap(([name, value]) => {
    const [, option] = name.match(/^deferred_intent\[(\w+)\]/) ?? [];
    return option ? [[option, value]] : [];
  });
  return new URLSearchParams(told);
}

/** Pays by card on the Payment Element. */
async function paid(shopper: Shopper, shop: Shop, stripe: LocalStripe) {
  await shopper.payment.payByCard(CARDS.succeeds);
  const id = await shopper.arrivesAtOrder();
  await shop.expectStatus(id, "paid");
  const [attempt] = await shop.attempts(id);
  return stripe.api.paymentIntents.retrieve(attempt?.stripeId ?? "");
}

test("BLIK and ACSS are offered neither by the Elements nor by the payment", async ({
  page,
  shopper,
  shop,
  stripe,
}) => {
  const variant = await shop.variant();
  const told = await elementsOf(page, () => shopper.opensPaymentWith(shop, variant));
  expect(told.getAll("excluded_payment_method_types")).toEqual(["blik", "acss_debit"]);
  const intent = await paid(shopper, shop, stripe);
  expect(intent.excluded_payment_method_types).toEqual(["blik", "acss_debit"]);
});

for (const [what, settings, elements, payment] of [
  [
    "capture in the background, and instalments of listed cards,",
    { PAYMENT_METHODS: "card,ideal", PAYMENT_INSTALLMENTS: "on", PAYMENT_CAPTURE: "automatic_async" },
    { capture_method: ["automatic_async"], allowed_payment_method_types: ["card", "ideal"] },
    {
      capture_method: "automatic_async",
      payment_method_options: { card: { installments: { enabled: true } } },
    },
  ],
  [
    "PaymentMethods made by the page",
    { PAYMENT_METHOD_CREATION: "manual", PAYMENT_CAPTURE: "automatic" },
    { capture_method: ["automatic"] },
    { capture_method: "automatic" },
  ],
] as const) {
  test(`The merchant's ${what} are sent to both sides, and the page pays`, async ({
    browser,
    shop,
    stripe,
  }) => {
    const instance = await startInstance(settings);
    const context = await browser.newContext({ baseURL: instance.url });
    const shopper = new Shopper(await context.newPage());
    const variant = await shop.variant();
    const told = await elementsOf(shopper.page, () => shopper.opensPaymentWith(shop, variant));
    for (const [name, values] of Object.entries(elements)) expect(told.getAll(name)).toEqual(values);
    expect(await paid(shopper, shop, stripe)).toMatchObject(payment);
    await context.close();
    await instance.stop();
  });
}
