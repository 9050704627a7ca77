import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("Stock", () => {
  test("of one piece goes to one of two shoppers, and the other reads a friendly message", async ({
    page,
    shopper,
    shop,
    checkout,
    anotherShopper,
  }) => {
    const variant = await shop.variant({ onHand: 1 });
    const other = await anotherShopper();
    await shopper.opensEmbeddedWith(shop, variant);
    await other.hasCart(shop, variant);
    await other.page.goto("/checkout/embedded");
    await expect(other.page.getByRole("main").getByRole("alert")).toContainText(
      "Something in your cart has just sold out, or there is not enough of it. Please check your cart.",
    );
    expect(await shop.stock(variant.id)).toEqual({ onHand: 1, held: 1 });

    await checkout.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
    expect(await shop.stock(variant.id)).toEqual({ onHand: 0, held: 0 });

    await other.opensCart();
    await expect(other.cartMessage(variant, "has sold out")).toBeVisible();
    await page.close();
  });

  test("that is held for a payment can be sold again when its session expires", async ({
    page,
    shopper,
    shop,
    stripe,
    anotherShopper,
  }) => {
    const variant = await shop.variant({ onHand: 1 });
    const { id } = await shopper.opensEmbeddedWith(shop, variant);
    expect((await shop.stock(variant.id)).held).toBe(1);

    const [attempt] = await shop.attempts(id);
    await stripe.expire(attempt?.stripeId ?? "");
    await shop.expectStatus(id, "expired");
    expect(await shop.stock(variant.id)).toEqual({ onHand: 1, held: 0 });

    const other = await anotherShopper();
    await other.opensEmbeddedWith(shop, variant);
    expect((await shop.newestOrderOf(variant.id)).id).not.toBe(id);
    await page.close();
  });
});
