import { expectAccessible } from "../support/accessibility";
import { CARDS } from "../support/embedded-checkout";
import { expect, test } from "../support/test";

// Events would tell before the page has asked.
test.beforeEach(async ({ stripe }) => {
  await stripe.hold({ types: ["payment_intent.*", "charge.*"] });
});

test.afterEach(async ({ stripe }) => {
  await stripe.clearFaults();
  await stripe.release();
});

const UNKNOWN = /We don’t know yet whether you have paid/;

test("A payment whose answer is lost twelve times is unknown, and the page asks until it leads to the paid order", async ({
  page,
  shopper,
  shop,
  stripe,
  payment,
}) => {
  const { id, total } = await shopper.opensPaymentWith(shop, await shop.variant());
  await stripe.fault({ path: "/v1/payment_intents", method: "POST", times: 12, kind: "cut_after" });
  await payment.payByCard(CARDS.succeeds);
  await payment.expectError(UNKNOWN);
  await expect(payment.payButton).toHaveAttribute("aria-busy", "true");
  await expect(payment.main.getByText(/nothing was charged/i)).toHaveCount(0);
  await expectAccessible(page);

  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
  const { data } = await stripe.api.paymentIntents.list({ limit: 50 });
  const made = data.filter((intent) => intent.metadata.order_id === id);
  expect(made.map((intent) => intent.amount_received)).toEqual([total]);
});

test("A payment that never reached Stripe is shown as not charged once that is known, and can be made again", async ({
  shopper,
  shop,
  stripe,
  payment,
}) => {
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await stripe.fault({ path: "/v1/payment_intents", method: "POST", times: 9, kind: "cut_before" });
  await payment.payByCard(CARDS.succeeds);
  await payment.expectError(UNKNOWN);
  await payment.expectError(/Nothing was charged\. You can try again/);
  await payment.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
});

test("The order's page says that the payment is unknown, offers no second payment, and shows the paid order as soon as it can", async ({
  page,
  shopper,
  shop,
  stripe,
  payment,
}) => {
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await stripe.fault({ path: "/v1/payment_intents", method: "POST", times: 9, kind: "cut_after" });
  await payment.payByCard(CARDS.succeeds);
  await payment.expectError(UNKNOWN);
  await page.goto(`/orders/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: UNKNOWN })).toBeVisible();
  await expect(page.getByRole("link", { name: "Pay now" })).toHaveCount(0);
  await expectAccessible(page);
  await shopper.seesThanks();
  await shop.expectStatus(id, "paid");
});
