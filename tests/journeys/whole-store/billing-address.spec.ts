import storesFace from "../../../store.config";
import { expectAccessible } from "../support/accessibility";
import { fillCardIn } from "../support/elements-checkout";
import { ADA, CARDS } from "../support/embedded-checkout";
import { PaymentMethods } from "../support/payment-methods";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";
import { Wallet } from "../support/wallet";

const WHOLE = { line1: "1 Place Bellecour", city: "Lyon", postal_code: "69002", country: "FR" };
const BELLECOUR = { line1: WHOLE.line1, city: WHOLE.city, postalCode: WHOLE.postal_code };

// One worker for all, which starts the store once.
base.describe.configure({ mode: "default" });

/** A merchant who wants whole billing addresses, and keeps cards for later. */
const test = base.extend<object, { strictStore: string }>({
  strictStore: [
    async ({ browserName: _ }, use) => {
      const instance = await startInstance({
        BILLING_ADDRESS_COLLECTION: "required",
        PAYMENT_SAVE: "card=off_session",
      });
      await use(instance.url);
      await instance.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ strictStore }, use) => {
    await use(strictStore);
  },
});

test("Stripe's page asks for a whole billing address, when the merchant wants it, and the card is charged with it", async ({
  page,
  shopper,
  shop,
  stripe,
  checkout,
}) => {
  const variant = await shop.variant();
  const { id } = await shopper.opensEmbeddedWith(shop, variant);
  await checkout.fillContact();
  await checkout.choose("card");
  await checkout.fillCard(CARDS.succeeds);
  await expect(
    checkout.frame.getByText(`allow ${storesFace.name} to charge your card for future payments`),
  ).toBeVisible();
  await checkout.billingSame.uncheck();
  await checkout.pay();
  await expect(checkout.frame.locator("#billingAddressLine1")).toBeFocused();
  await expectAccessible(page);
  expect((await shop.order(id)).status).toBe("open");

  await checkout.fillBilling(BELLECOUR);
  await checkout.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
  const [attempt] = await shop.attempts(id);
  const charge = await stripe.chargeOf(attempt?.paymentIntentId ?? "");
  expect(charge?.billing_details).toMatchObject({ name: ADA.name, address: WHOLE });
});

test("A saved card is filled in only if it has a whole address, when the merchant wants that", async ({
  page,
  shopper,
  anotherShopper,
  shop,
  checkout,
}) => {
  const customerId = await shopper.signsInAs("new");
  await new Wallet(page, shop).has(customerId, CARDS.succeeds, WHOLE);
  await shopper.hasCart(shop, await shop.variant());
  await page.goto("/checkout/embedded");
  await checkout.expectReady();
  await expect(checkout.saved.getByRole("radio")).toBeChecked();
  await checkout.fillShipping();
  await checkout.pay();
  await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");

  const other = await anotherShopper();
  await new Wallet(other.page, shop).has(await other.signsInAs("new"), CARDS.succeeds, {
    ...WHOLE,
    line1: "",
  });
  await other.hasCart(shop, await shop.variant());
  await other.page.goto("/checkout/embedded");
  await other.checkout.expectReady();
  await expect(other.checkout.saved).toHaveCount(1);
  await expect(other.checkout.saved.getByRole("radio")).not.toBeChecked();
});

test("A card is saved in the account with its whole address, and filled in at the checkout", async ({
  page,
  shopper,
  shop,
  checkout,
  elements,
}) => {
  const methods = new PaymentMethods(page);
  await shopper.signsInAs("new");
  await page.goto("/account/payment-methods");
  await expect(methods.holder).toHaveCount(0);
  await fillCardIn(methods.payment, CARDS.succeeds);
  await methods.saveButton.click();
  await expect(methods.address.getByRole("alert").first()).toBeVisible();
  await methods.expectAccessible();
  await expect(methods.cards).toHaveCount(0);
  await elements.fillAddress(methods.address, { name: ADA.name, ...BELLECOUR });
  await methods.saveButton.click();
  await expect(methods.card("4242")).toBeVisible();

  await shopper.hasCart(shop, await shop.variant());
  await page.goto("/checkout/embedded");
  await checkout.expectReady();
  await expect(checkout.saved.getByRole("radio")).toBeChecked();
});

test("A payment on the store's own page is billed to a whole address, and the card is saved", async ({
  page,
  shopper,
  shop,
  stripe,
  elements,
}) => {
  const customerId = await shopper.signsInAs("new");
  await shopper.hasCart(shop, await shop.variant());
  await page.goto("/checkout/elements");
  await elements.payByCard(CARDS.succeeds);
  const id = await shopper.arrivesAtOrder();
  await shop.expectStatus(id, "paid");
  const [attempt] = await shop.attempts(id);
  const charge = await stripe.chargeOf(attempt?.paymentIntentId ?? "");
  expect(charge?.billing_details.address).toMatchObject({ line1: ADA.line1, postal_code: ADA.postalCode });
  const owner = await new Wallet(page, shop).stripeCustomer(customerId);
  const { data } = await stripe.api.customers.listPaymentMethods(owner);
  expect(data).toMatchObject([{ type: "card", allow_redisplay: "limited" }]);
});
