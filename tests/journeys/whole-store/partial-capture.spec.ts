import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
import { Shopper } from "../support/shopper";
import { startInstance } from "../support/store-instance";
import { expect, test } from "../support/test";

test("Of an authorized payment the pieces that can be sent are captured, and the rest is released", async ({
  browser,
  shop,
  stripe,
}) => {
  test.setTimeout(180_000);
  const instance = await startInstance({ PAYMENT_CAPTURE: "manual" });
  const context = await browser.newContext({ baseURL: instance.url });
  const page = await context.newPage();
  const shopper = new Shopper(page);
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant, { quantity: 3 });
  await page.goto("/checkout/payment");
  await shopper.payment.expectReady();
  const order = await shop.newestOrderOf(variant.id);
  await shopper.payment.payByCard(CARDS.succeeds);
  await shopper.arrivesAtOrder();
  await shop.expectStatus(order.id, "processing");

  await entersDesk(page, "support", `/admin/orders/${order.number}/decide`);
  await page.getByRole("link", { name: "Capture a part" }).click();
  const pieces = page.getByLabel(/: how many of 3\?$/);
  await pieces.fill("4");
  await page.getByRole("button", { name: "Show what it comes to" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "more than was ordered" })).toBeVisible();
  await expectAccessible(page);
  await pieces.fill("1");
  await page.getByRole("button", { name: "Show what it comes to" }).click();
  await expect(page.getByText("Taken now")).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "a part that is captured");
  const other = page.getByLabel("Take another amount for them (optional)");
  await other.fill("100000");
  await page.getByRole("button", { name: "Show what it comes to" }).click();
  await expect(page.getByText("That is more than these pieces come to.")).toBeVisible();
  await other.fill("20");
  await page.getByRole("button", { name: "Show what it comes to" }).click();
  await expect(page.getByText("Agreed reduction")).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "another amount that is captured");
  agreesToAll(page);
  await page.getByRole("button", { name: /^Capture .* release / }).click();
  await expect(page.getByRole("heading", { level: 1, name: order.number })).toBeVisible();
  await expect(page.getByText("A part was captured, the rest released").first()).toBeVisible();
  await shop.expectStatus(order.id, "paid");
  const [attempt] = await shop.attempts(order.id);
  const intent = await stripe.api.paymentIntents.retrieve(attempt?.stripeId ?? "");
  const paid = await shop.order(order.id);
  expect(intent.amount_received).toBe(paid.total);
  expect(paid.total).toBe(2000);
  expect(paid.total).toBeLessThan(order.total);
  await context.close();
  await instance.stop();
});
