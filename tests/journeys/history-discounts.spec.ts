import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import type { Shop, Variant } from "./support/shop";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

const NAME = "A thank-you to our regulars";
const percent = (amount: number, value: number) => Math.round((amount * value) / 100);
const euros = (amount: number) => `€${(amount / 100).toFixed(2)}`;

/** Hedy comes in with something in the cart. @returns the account's id. */
async function regularWith(shopper: Shopper, shop: Shop, variant: Variant, quantity = 1): Promise<string> {
  await shopper.hasCart(shop, variant, { quantity });
  return shopper.signsInAs("regular");
}

test.describe("A discount for earlier purchases", () => {
  test("is in a returning customer's cart with its reason, and is paid on the embedded page", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant({ below: 2500 });
    await regularWith(shopper, shop, variant);
    await shopper.opensCart();
    const cart = page.getByRole("main");
    await expect(cart).toContainText(NAME);
    await expect(cart).toContainText("For our regulars");
    await expect(cart).toContainText(`-${euros(percent(variant.unitAmount, 6))}`);
    await expect(cart).not.toContainText("For friends of clay");
    await shopper.checkoutLink.click();
    await checkout.expectReady();
    await checkout.payByCard(CARDS.succeeds);
    const orderId = await shopper.arrivesAtOrder();
    await shopper.seesThanks();
    await expect(page.getByRole("main")).toContainText(`${NAME}For our regulars`);
    const { total } = await shop.order(orderId);
    expect(total).toBe(variant.unitAmount - percent(variant.unitAmount, 6) + 490);
  });

  test("is on the page on Checkout Elements too, beside a code for the same purchases", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 2500 });
    await regularWith(shopper, shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await expect(elements.row(NAME)).toContainText("For our regulars");
    await elements.applyCode("POTTER");
    await expect(elements.row("For friends of clay")).toContainText(
      "With code POTTER · Because you bought from Ceramics before",
    );
    await elements.applyCode("FIRST");
    await elements.expectError(/This offer is for a first order\./);
    await expectAccessible(page);
    const total = variant.unitAmount - percent(variant.unitAmount, 6) - percent(variant.unitAmount, 10) + 490;
    await elements.expectTotal(total);
    await elements.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("is on the page on the Payment Element too, in French, and removed before paying when it no longer applies", async ({
    page,
    shop,
  }) => {
    const hedy = new Shopper(page, "fr");
    const variant = await shop.variant({ below: 2500 });
    const customerId = await regularWith(hedy, shop, variant);
    await hedy.opensCart();
    await expect(page.getByRole("main")).toContainText("Pour nos habitués");
    await page.goto("/fr/checkout/payment");
    await hedy.payment.expectReady();
    const { id } = await shop.newestOrderOf(variant.id);
    await expect(hedy.payment.row("Un merci à nos habitués")).toContainText("Pour nos habitués");
    await hedy.payment.fillContact();
    await hedy.payment.fillCard(CARDS.succeeds);

    await shop.query(
      "update orders set status = 'refunded', amount_refunded = total where customer_id = $1 and status = 'shipped'",
      [customerId],
    );
    await hedy.payment.pay();
    await hedy.payment.expectError(/Rien n’a été débité/);
    await expect(hedy.payment.row("Un merci à nos habitués")).toHaveCount(0);
    await hedy.payment.expectTotal(variant.unitAmount + 490);
    await hedy.payment.pay();
    expect(await hedy.arrivesAtOrder()).toBe(id);
    expect(await shop.order(id)).toMatchObject({ status: "paid", total: variant.unitAmount + 490 });
  });

  test("for a first order asks a guest to sign in, and applies once", async ({ shopper, shop, elements }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.applyCode("FIRST");
    await elements.expectError(/Sign in or create an account to use this offer/);

    await shopper.signsInAs("new");
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("FIRST");
    await expect(elements.row("Your first order")).toContainText("With code FIRST · For your first order");
    await elements.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(orderId);

    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.applyCode("FIRST");
    await elements.expectError(/This offer is for a first order\./);
  });
});

test("A customer becomes a gold member by paying, and reads the reason on the order and in the account", async ({
  page,
  shopper,
  shop,
  elements,
}) => {
  const variant = await shop.variant({ below: 9000 });
  await regularWith(shopper, shop, variant, Math.ceil(4000 / variant.unitAmount));
  await shopper.opens("/account");
  const tier = page.getByRole("region", { name: "Your tier" });
  await expect(tier).toContainText("Silver tier");
  await expect(tier).toContainText(/Until .+ \d{4}\. Spend €\d+\.\d\d more by then to keep it\./);
  await expect(tier).toContainText("Spend €32.20 more to become a gold member.");

  await shopper.opensElements(shop, variant);
  await elements.applyLoyalty();
  await expect(elements.row("Silver loyalty discount")).toContainText("For silver members");
  await elements.payByCard(CARDS.succeeds);
  await shopper.arrivesAtOrder();
  await expect(page.getByRole("main")).toContainText("This order made you a gold member");

  await shopper.opens("/account");
  await expect(tier).toContainText("Gold tier");
  await expect(tier).toContainText(/Until .+ \d{4}\. Spend €\d+\.\d\d more by then to keep it\./);
  await shopper.hasCart(shop, variant);
  await shopper.opensElements(shop, variant);
  await elements.applyLoyalty();
  await expect(elements.row("Gold loyalty discount")).toContainText("For gold members");
});
