import { expectAccessible } from "./support/accessibility";
import type { ElementsCheckout } from "./support/elements-checkout";
import { CARDS } from "./support/embedded-checkout";
import { PaymentMethods } from "./support/payment-methods";
import type { Shop } from "./support/shop";
import type { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";
import { Wallet } from "./support/wallet";

const MASTERCARD = "5555555555554444";

/** Looks at the saved cards of every checkout and of the account. @param last4 the one there is; null: none */
async function expectSaved(shopper: Shopper, shop: Shop, last4: string | null): Promise<void> {
  const { page, payment, elements, checkout } = shopper;
  await shopper.opensPaymentWith(shop, await shop.variant());
  await expect(payment.saved).toHaveCount(last4 ? 1 : 0);
  if (last4) await expect(payment.saved).toContainText(last4);
  else await expect(payment.consent).toBeVisible();

  await page.goto("/checkout/elements");
  await elements.expectReady();
  const onElements = elements.payment.getByTestId("saved-payment-method");
  await expect(onElements).toHaveCount(last4 ? 1 : 0);
  if (last4) await expect(onElements).toContainText(last4);

  await page.goto("/checkout/embedded");
  await checkout.expectReady();
  const embedded = checkout.frame.getByTestId("saved-payment-method");
  await expect(embedded).toHaveCount(last4 ? 1 : 0);
  if (last4) await expect(embedded).toContainText(last4);

  const methods = new PaymentMethods(page);
  await page.goto("/account/payment-methods");
  await expect(methods.cards).toHaveCount(last4 ? 1 : 0);
  if (last4) await expect(methods.card(last4)).toBeVisible();
}

/** Begins another card with a bill of its own, and thinks again: the saved one has its own bill. */
async function comesBackToSaved({ payment, billingSame }: ElementsCheckout): Promise<void> {
  await expect(billingSame).toHaveCount(0);
  await payment.getByRole("radio", { name: "New payment method" }).check();
  await billingSame.uncheck();
  await payment.getByTestId("saved-payment-method").getByRole("radio").check();
  await expect(billingSame).toHaveCount(0);
}

test.describe("A card that paid on the Payment Element", () => {
  test.slow();

  test("with the shopper's consent is offered on every surface, until it is removed in the account", async ({
    page,
    shopper,
    shop,
    payment,
  }) => {
    await shopper.signsInAs("new");
    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await payment.consent.check();
    await payment.pay();
    await shopper.arrivesAtOrder();

    await expectSaved(shopper, shop, "4242");
    await new PaymentMethods(page).removes("4242");
    await expectSaved(shopper, shop, null);
  });

  test("without it is offered nowhere", async ({ shopper, shop, payment }) => {
    await shopper.signsInAs("new");
    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(payment.consent).not.toBeChecked();
    await payment.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await expectSaved(shopper, shop, null);
  });
});

test.describe("A card that was added in the account", () => {
  test("is chosen on every surface, and pays", async ({
    page,
    shopper,
    shop,
    checkout,
    elements,
    payment,
  }) => {
    test.slow();
    await shopper.signsInAs("new");
    await new Wallet(page, shop).adds(MASTERCARD);

    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(payment.saved.getByRole("radio")).toBeChecked();
    await payment.fillContact();
    await comesBackToSaved(payment);
    await payment.pay();
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");

    const next = await shop.variant();
    await shopper.hasCart(shop, next);
    await shopper.opensElements(shop, next);
    await expect(elements.payment.getByTestId("saved-payment-method")).toContainText("4444");
    await expectAccessible(page);
    await elements.fillContact();
    await comesBackToSaved(elements);
    await elements.pay();
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");

    await shopper.hasCart(shop, await shop.variant());
    await page.goto("/checkout/embedded");
    await checkout.expectReady();
    await expect(checkout.frame.getByTestId("saved-payment-method").getByRole("radio")).toBeChecked();
    await expectAccessible(page);
    await checkout.fillShipping();
    await checkout.pay();
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");
  });

  test("pays on every surface only after its bank agreed, when the bank asks", async ({
    page,
    shopper,
    shop,
    checkout,
    elements,
    payment,
  }) => {
    test.slow();
    const customerId = await shopper.signsInAs("new");
    await new Wallet(page, shop).has(customerId, CARDS.asksFor3ds);

    await shopper.opensPaymentWith(shop, await shop.variant());
    await payment.fillContact();
    await payment.pay();
    await checkout.answerChallenge("fail");
    await payment.expectError(/unable to authenticate/i);
    await expect(payment.saved).toContainText("3184");
    await payment.pay();
    await checkout.answerChallenge("authorize");
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");

    const next = await shop.variant();
    await shopper.hasCart(shop, next);
    await shopper.opensElements(shop, next);
    await elements.fillContact();
    await elements.pay();
    await checkout.answerChallenge("authorize");
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");

    await shopper.hasCart(shop, await shop.variant());
    await page.goto("/checkout/embedded");
    await checkout.expectReady();
    await checkout.fillShipping();
    await checkout.pay();
    await checkout.answerChallenge("fail");
    await checkout.expectError(/unable to authenticate/i);
    await expectAccessible(page);
    await checkout.pay();
    await checkout.answerChallenge("authorize");
    await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");
  });
});

test("A guest who signs in during a checkout continues there, with their cards", async ({
  page,
  shopper,
  shop,
  payment,
}) => {
  const variant = await shop.variant({ below: 9000 });
  const { id } = await shopper.opensPaymentWith(shop, variant);
  await payment.expectReady();
  await expect(payment.saved).toHaveCount(0);
  // Stripe's frames push the link down while they grow: a click in between goes beside it.
  await expect(async () => {
    await payment.main.getByRole("link", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/sign-in/, { timeout: 3_000 });
  }).toPass();
  await page.getByRole("button", { name: /Grace, gold tier/ }).click();
  await expect(page).toHaveURL(/\/checkout\/payment$/);
  await payment.expectReady();
  await expect(payment.saved).toHaveCount(2);
  await expect(payment.email).toHaveValue("grace.gold@example.com");
  await expect(payment.loyaltyButton).toBeVisible();
  await expectAccessible(page);

  await payment.fillContact();
  await payment.pay();
  const paid = await shopper.arrivesAtOrder();
  expect(paid).not.toBe(id);
  await shop.expectStatus(paid, "paid");
  const [order] = await shop.query<{ customerId: string }>(
    `select customer_id as "customerId" from orders where id = $1`,
    [paid],
  );
  expect(order?.customerId).toBe("cus_demo_grace");
  await shop.expectStatus(id, "canceled");
});
