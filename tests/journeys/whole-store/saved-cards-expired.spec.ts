import { expect, test } from "../support/test";

const HALF_AN_HOUR = 30 * 60;

test.afterEach(({ stripe }) => stripe.resetClock());

test("Saved cards on a page that was open for too long are loaded again, with what was typed, and pay", async ({
  shopper,
  shop,
  stripe,
  payment,
}) => {
  await shopper.signsInAs("gold");
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await expect(payment.saved).toHaveCount(2);
  await payment.fillContact();
  await stripe.advanceClock(HALF_AN_HOUR + 1);
  await payment.pay();
  await payment.expectError(
    /open too long to use your saved payment methods\. Nothing was charged\. Please choose again/,
  );
  await expect(payment.saved).toHaveCount(2);
  await expect(payment.email).toHaveValue("ada@example.com");
  await payment.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
});
