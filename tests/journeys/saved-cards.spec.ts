import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("A saved card on the Payment Element", () => {
  test("is saved with consent, offered next time, pays, and is removed after a question", {
    tag: "@phone",
  }, async ({ page, shopper, shop, payment }) => {
    await shopper.signsInAs("new");
    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await payment.consent.check();
    await payment.pay();
    await shopper.arrivesAtOrder();

    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(payment.saved).toHaveCount(1);
    await expect(payment.saved).toContainText("4242");
    await expect(page.getByText("You pay with a saved payment method")).toBeVisible();
    await payment.fillContact();
    await payment.pay();
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");

    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.removeSaved.click();
    const question = payment.payment.getByRole("alertdialog");
    await expectAccessible(page);
    await question.getByRole("button", { name: "Keep" }).click();
    await expect(payment.saved).toHaveCount(1);
    await payment.removeSaved.click();
    await question.getByRole("button", { name: "Remove" }).click();
    await expect(payment.saved).toHaveCount(0);
    await page.reload();
    await payment.expectReady();
    await expect(payment.payment.locator('[name="number"]')).toBeVisible();
    await expect(payment.saved).toHaveCount(0);
  });

  test("that has expired is shown as expired, and a new one pays", async ({ shopper, shop, payment }) => {
    await shopper.signsInAs("expired-card");
    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(payment.saved).toContainText(/expired/i);
    await expect(payment.saved.getByRole("radio")).toBeDisabled();
    await payment.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
  });

  test("is missing while Stripe can't list it, and the page still works", async ({
    page,
    shopper,
    shop,
    payment,
  }) => {
    await page.route("**/api/customer-session", (route) => route.fulfill({ status: 503, json: {} }));
    await shopper.signsInAs("gold");
    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(payment.saved).toHaveCount(0);
    await payment.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
  });
});
