import { CARDS, IBANS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("A SEPA direct debit", () => {
  let orderId: string;
  let paymentIntent: string;

  test.beforeEach(async ({ page, shopper, shop, checkout }) => {
    await shopper.goesToCheckoutWith(await shop.variant());
    await checkout.fillContact();
    await checkout.choose("sepa_debit");
    await checkout.fillSepa(IBANS.undecided);
    await checkout.pay();
    orderId = await shopper.arrivesAtOrder();
    await shop.expectStatus(orderId, "processing");
    await expect(page.getByText(/processing/i).first()).toBeVisible();
    const [attempt] = await shop.attempts(orderId);
    paymentIntent = attempt?.paymentIntentId ?? "";
  });

  test("is told as processing, and the page tells by itself when it is paid", async ({
    shopper,
    shop,
    stripe,
  }) => {
    expect(await shop.jobs(orderId)).toEqual(["email.payment_processing"]);
    await stripe.settle(paymentIntent);
    await shopper.isThanked();
    await shop.expectStatus(orderId, "paid");
    expect(await shop.jobs(orderId)).toEqual([
      "email.order_confirmed",
      "email.payment_processing",
      "shipping.request",
    ]);
  });

  test("that the bank refuses is told, and the order can be paid again", async ({
    page,
    shopper,
    shop,
    stripe,
    checkout,
  }) => {
    await stripe.fail(paymentIntent);
    await shop.expectStatus(orderId, "payment_failed");
    expect(await shop.jobs(orderId)).toContain("email.payment_failed");

    await page
      .getByRole("main")
      .getByRole("link", { name: /pay again/i })
      .click();
    await checkout.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await shop.expectStatus(orderId, "paid");
    expect(await shop.attempts(orderId)).toHaveLength(2);
  });
});
