import { CARDS, IBANS } from "./support/embedded-checkout";
import { linkInMail } from "./support/mail";
import { expect, test } from "./support/test";

test.describe("A SEPA direct debit", () => {
  let orderId: string;
  let paymentIntent: string;

  test.beforeEach(async ({ page, shopper, shop, checkout }) => {
    await shopper.opensEmbeddedWith(shop, await shop.variant());
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

  test("is shown as processing, and the page shows by itself when it is paid", async ({
    shopper,
    shop,
    stripe,
  }) => {
    expect(await shop.jobs(orderId)).toEqual(["email.payment_processing"]);
    await stripe.settle(paymentIntent);
    await shopper.seesThanks();
    await shop.expectStatus(orderId, "paid");
    expect(await shop.jobs(orderId)).toEqual([
      "email.merchant_order_paid",
      "email.order_confirmed",
      "email.payment_processing",
      "shipping.request",
    ]);
  });

  test("that the bank refuses is reported, and the order can be paid again from the e-mail, on another device", async ({
    page,
    anotherShopper,
    shop,
    stripe,
  }) => {
    await stripe.fail(paymentIntent);
    await shop.expectStatus(orderId, "payment_failed");
    expect(await shop.jobs(orderId)).toContain("email.payment_failed");
    const payAgain = page.getByRole("main").getByRole("link", { name: /pay again/i });
    await expect(payAgain).toBeVisible();

    const elsewhere = await anotherShopper();
    const orderPage = `/orders/${orderId}`;
    expect((await elsewhere.page.goto(orderPage))?.status()).toBe(404);
    await elsewhere.page.goto(await linkInMail(orderId, /to=pay/));
    await elsewhere.checkout.payByCard(CARDS.succeeds);
    expect(await elsewhere.arrivesAtOrder()).toBe(orderId);
    await shop.expectStatus(orderId, "paid");
    expect(await shop.attempts(orderId)).toHaveLength(2);

    await page.reload();
    await expect(payAgain).toBeHidden();
  });
});
