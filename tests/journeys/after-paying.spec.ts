import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS, IBANS } from "./support/embedded-checkout";
import type { Shop, Variant } from "./support/shop";
import type { Shopper } from "./support/shopper";
import { newAddress, signsIn } from "./support/signing-in";
import { surroundings } from "./support/surroundings";
import { expect, test } from "./support/test";

const SURFACES = ["embedded", "elements", "payment"] as const;
type Surface = (typeof SURFACES)[number];

const formOf = (shopper: Shopper, surface: Surface) =>
  surface === "embedded" ? shopper.checkout : shopper[surface];

/** From the cart to the form, without the shop before it. */
async function comesToPay(shopper: Shopper, shop: Shop, surface: Surface): Promise<Variant> {
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant);
  await shopper.opensCart();
  await shopper.page.goto(`/checkout/${surface}`);
  await formOf(shopper, surface).expectReady();
  return variant;
}

/** Where Stripe has sent the shopper of an order. */
async function returnPath(shop: Shop, orderId: string): Promise<string> {
  const id = (await shop.attempts(orderId)).at(-1)?.stripeId ?? "";
  return id.startsWith("pi_")
    ? `/checkout/complete?payment_intent=${id}`
    : `/checkout/return?session_id=${id}`;
}

/** Nothing that an order holds is on the page. */
async function expectNothingTold(page: Page, shop: Shop, orderId: string, variant: Variant): Promise<void> {
  const { number } = await shop.order(orderId);
  const html = await page.content();
  for (const secret of [orderId, number, variant.name, ADA.name, ADA.email, ADA.line1]) {
    expect(html, secret).not.toContain(secret);
  }
}

test.describe("A browser that goes back after paying", () => {
  for (const surface of SURFACES) {
    test(`gets to the order, and once more to the cart; another browser sees nothing of the order: ${surface}`, async ({
      page,
      shopper,
      shop,
      anotherShopper,
    }) => {
      const variant = await comesToPay(shopper, shop, surface);
      await formOf(shopper, surface).payByCard(CARDS.succeeds);
      const orderId = await shopper.arrivesAtOrder();
      await page.goBack();
      await page.waitForURL(`**/orders/${orderId}`);
      await shopper.seesThanks();
      await page.goBack();
      await page.waitForURL("**/cart");
      await expect(page.getByText("Your cart is empty")).toBeVisible();

      const { page: elsewhere } = await anotherShopper();
      expect((await elsewhere.goto(await returnPath(shop, orderId)))?.status()).toBe(200);
      await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Your payment has arrived");
      await expect(elsewhere.getByRole("main")).toContainText("The confirmation goes to the e-mail address");
      await expectNothingTold(elsewhere, shop, orderId, variant);
      await expectAccessible(elsewhere);
    });

    test(`gets from a page that it has kept to the order: ${surface}`, async ({ page, shopper, shop }) => {
      const variant = await comesToPay(shopper, shop, surface);
      // The browser stays where it is, as if the shopper had come back to a page that was kept.
      const leaving = page.waitForRequest(/\/checkout\/(return|complete)/);
      await page.route(/\/checkout\/(return|complete)/, (route) => route.fulfill({ status: 204 }));
      await formOf(shopper, surface).payByCard(CARDS.succeeds);
      const settled = await page.request.get((await leaving).url());
      expect(settled.url()).toContain("/orders/");
      const { id: orderId } = await shop.newestOrderOf(variant.id);
      await page.evaluate(() =>
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
      );
      await page.waitForURL(`**/orders/${orderId}`);
      await shopper.seesThanks();
    });
  }

  test("gets to a form that it has kept when nothing was paid yet", async ({
    page,
    shopper,
    shop,
    payment,
  }) => {
    await comesToPay(shopper, shop, "payment");
    await page.route("**/api/checkout/payment/confirm", () => {});
    await payment.payByCard(CARDS.succeeds);
    await expect(payment.payButton).toHaveAttribute("aria-busy", "true");
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await payment.expectError(/was not completed/);
    await expect(payment.payButton).toBeEnabled();
  });
});

test.describe("A payment with which a shopper returns in another browser", () => {
  test("leads to the order after its shopper has signed in there", async ({
    shopper,
    shop,
    anotherShopper,
  }) => {
    await shopper.opensEmbeddedWith(shop, await shop.variant());
    const email = newAddress();
    await shopper.checkout.payByCard(CARDS.succeeds, { ...ADA, email });
    const orderId = await shopper.arrivesAtOrder();

    const elsewhere = await anotherShopper();
    await elsewhere.page.goto(await returnPath(shop, orderId));
    const signIn = elsewhere.page.getByRole("link", { name: "Sign in to see it" });
    await signsIn(elsewhere.page, email, (await signIn.getAttribute("href")) ?? "");
    await elsewhere.page.waitForURL(`**/orders/${orderId}`);
    await elsewhere.seesThanks();

    const other = await anotherShopper();
    await other.signsInAs("new");
    await other.page.goto(await returnPath(shop, orderId));
    await expect(other.page.getByText("It does not belong to the account")).toBeVisible();
    await expect(other.page.getByRole("link", { name: "Sign in to see it" })).toHaveCount(0);
  });

  test("is shown after signing out, and in French", async ({ page, shopper, shop }) => {
    await shopper.signsInAs("new");
    const variant = await shop.variant();
    await shopper.opensEmbeddedWith(shop, variant);
    await shopper.checkout.payByCard(CARDS.succeeds);
    const orderId = await shopper.arrivesAtOrder();
    await page.request.post("/api/auth/sign-out", { form: { locale: "en" } });
    await page.goto(`/fr${await returnPath(shop, orderId)}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre paiement est arrivé");
    await expectNothingTold(page, shop, orderId, variant);
    await expectAccessible(page);
  });

  test("is shown while it is under way, and when it was not made", async ({
    shopper,
    shop,
    checkout,
    anotherShopper,
  }) => {
    const variant = await comesToPay(shopper, shop, "embedded");
    const { id: orderId } = await shop.newestOrderOf(variant.id);
    const { page } = await anotherShopper();
    const title = page.getByRole("heading", { level: 1 });
    await page.goto(await returnPath(shop, orderId));
    await expect(title).toHaveText("This payment was not made");
    await expectNothingTold(page, shop, orderId, variant);

    await checkout.fillContact();
    await checkout.choose("sepa_debit");
    await checkout.fillSepa(IBANS.undecided);
    await checkout.pay();
    await shopper.arrivesAtOrder();
    await page.goto(await returnPath(shop, orderId));
    await expect(title).toHaveText("Your payment is under way");
    await expectAccessible(page);
  });

  test("is shown to nobody when the store did not begin it", async ({ page }) => {
    for (const path of [
      "/checkout/return?session_id=cs_test_a1b2c3",
      "/checkout/complete?payment_intent=pi_a1b2c3",
      "/checkout/return",
    ]) {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing to pay here");
    }
  });
});

test("A shopper who pays at another of the store's addresses returns to it", async ({
  page,
  shopper,
  shop,
}) => {
  const variant = await shop.variant();
  const other = new URL(surroundings().store);
  other.hostname = "127.0.0.1";
  await page.goto(new URL(`/products/${variant.slug}?${new URLSearchParams(variant.options)}`, other).href);
  const added = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog")).toContainText(variant.name);
  await added;
  await page.goto(new URL("/checkout/embedded", other).href);
  await shopper.checkout.payByCard(CARDS.succeeds);
  await shopper.arrivesAtOrder();
  expect(new URL(page.url()).host).toBe(other.host);
  await shopper.seesThanks();
});
