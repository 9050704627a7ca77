import { CARDS } from "../support/embedded-checkout";
import { expect, test } from "../support/test";

test("While Stripe does not answer the shopper reads so, and pays when it does again", async ({
  page,
  shopper,
  shop,
  stripe,
  checkout,
}) => {
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant);
  await stripe.fault({ path: "/v1/checkout/sessions", method: "POST", times: 3, kind: "500" });
  await page.goto("/checkout/embedded");
  await expect(page.getByRole("alert").filter({ hasText: /can’t reach our payment partner/ })).toBeVisible();
  await stripe.clearFaults();

  await shopper.goesToCheckout();
  await checkout.payByCard(CARDS.succeeds);
  const id = await shopper.arrivesAtOrder();
  expect((await shop.order(id)).status).toBe("paid");
  expect((await shop.stock(variant.id)).held).toBe(0);
});
