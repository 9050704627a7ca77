import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test("A price that the merchant changes at Stripe is shown, and nothing is charged before the shopper agrees", async ({
  page,
  shopper,
  shop,
  stripe,
  checkout,
}) => {
  const variant = await shop.variant();
  await shopper.addsToCart(variant);

  const price = await stripe.api.prices.retrieve(variant.stripePriceId);
  const dearer = variant.unitAmount + 500;
  const product = typeof price.product === "string" ? price.product : price.product.id;
  const raised = await stripe.api.prices.create({
    product,
    unit_amount: dearer,
    currency: price.currency,
    tax_behavior: price.tax_behavior ?? undefined,
    nickname: price.nickname ?? undefined,
    lookup_key: variant.sku,
    transfer_lookup_key: true,
  });
  await expect
    .poll(async () => {
      const [row] = await shop.query<{ id: string }>(
        "select stripe_price_id as id from variants where id = $1",
        [variant.id],
      );
      return row?.id;
    })
    .toBe(raised.id);

  await shopper.opensCart();
  await expect(shopper.cartMessage(variant, "now costs")).toBeVisible();
  const refused = await page.request.post("/api/checkout/embedded", {
    data: {},
    headers: { origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(409);
  expect((await refused.json()).error.code).toBe("cart_changed");

  await page.getByRole("button", { name: "Accept the changes" }).click();
  await expect(shopper.cartMessage(variant, "now costs")).toBeHidden();
  await shopper.goesToCheckout();
  await checkout.payByCard(CARDS.succeeds);
  await shopper.arrivesAtOrder();
  const own = await page.request.get(page.url().replace("/orders/", "/api/orders/"));
  expect((await own.json()).subtotal).toBe(dearer);
});
