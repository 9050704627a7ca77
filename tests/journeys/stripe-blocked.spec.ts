import type { Page, Route } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import type { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

const SURFACES = ["embedded", "elements", "payment"] as const;
type Surface = (typeof SURFACES)[number];

/** Milliseconds that even a slow connection has for one of Stripe's frames. */
const TWELVE_SECONDS = 12_000;

const abort = (route: Route) => route.abort();

const formOf = (shopper: Shopper, surface: Surface) =>
  surface === "embedded" ? shopper.checkout : shopper[surface];

/** What is told, which is never that something has run out. */
async function expectMessage(page: Page, text: RegExp): Promise<void> {
  const told = page.getByRole("main").getByRole("alert");
  await expect(told.filter({ hasText: text })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("main")).not.toContainText(/had? expired/);
  await expectAccessible(page);
}

const tryAgain = (page: Page) => page.getByRole("main").getByRole("button", { name: "Try again" }).click();

for (const surface of SURFACES) {
  test(`When something blocks Stripe's script the page says so, and still offers a way on (${surface})`, async ({
    page,
    shopper,
    shop,
  }) => {
    await shopper.hasCart(shop, await shop.variant());
    await page.route("**/stripe.js", abort);
    await page.goto(`/checkout/${surface}`);
    await expectMessage(page, /couldn’t be loaded.* js\.stripe\.com/);
    await page.unroute("**/stripe.js");
    await tryAgain(page);
    await formOf(shopper, surface).expectReady();
  });

  test(`When something blocks Stripe's frames the page says that they do not answer (${surface})`, async ({
    page,
    shopper,
    shop,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const frames = /\/(embedded-checkout|elements-inner-\w+)\.html/;
    await page.route(frames, abort);
    await page.clock.install();
    const asked = page.waitForRequest(frames);
    await page.goto(`/checkout/${surface}`);
    await asked;
    await page.clock.fastForward(TWELVE_SECONDS);
    await expectMessage(page, /hasn’t answered yet.*js\.stripe\.com/);
    await page.unroute(frames);
    await tryAgain(page);
    await formOf(shopper, surface).payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    await shop.expectStatus(id, "paid");
  });
}

for (const [surface, calls] of [
  ["elements", "**/v1/payment_pages/**"],
  ["payment", "**/v1/elements/sessions**"],
] as const) {
  test(`When the page can't reach Stripe it says so, and its order is kept (${surface})`, async ({
    page,
    shopper,
    shop,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    await page.route(calls, abort);
    await page.goto(`/checkout/${surface}`);
    await expectMessage(page, /couldn’t be loaded.* js\.stripe\.com/);
    const { id } = await shop.newestOrderOf(variant.id);
    await page.unroute(calls);
    await tryAgain(page);
    await shopper[surface].payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await shop.expectStatus(id, "paid");
  });
}

test("When Stripe's embedded page can't reach Stripe it says so itself, and continues when it can", async ({
  page,
  shopper,
  shop,
  checkout,
}) => {
  await shopper.hasCart(shop, await shop.variant());
  await page.route("**/v1/payment_pages/**", abort);
  await page.goto("/checkout/embedded");
  const told = checkout.frame.getByTestId("checkout-error");
  await expect(told).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/v1/payment_pages/**");
  await told.getByRole("button").click();
  await checkout.payByCard(CARDS.succeeds);
  await shop.expectStatus(await shopper.arrivesAtOrder(), "paid");
});

test("An expired embedded page says so, and a new one pays", async ({
  page,
  shopper,
  shop,
  stripe,
  checkout,
}) => {
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant);
  await page.goto("/checkout/embedded");
  await checkout.expectReady();
  const { id } = await shop.newestOrderOf(variant.id);
  const [attempt] = await shop.attempts(id);
  await checkout.fillContact();
  await checkout.choose("card");
  await checkout.fillCard(CARDS.succeeds);
  await stripe.expire(attempt?.stripeId ?? "");
  // The page may notice by itself, while it sends what was typed last.
  const expired = checkout.frame.getByTestId("checkout-expired");
  await expect(async () => {
    if (!(await expired.isVisible())) await checkout.payButton.click({ timeout: 2_000 });
  }).toPass();
  await expect(expired).toBeVisible();
  await expectAccessible(page);
  await shop.expectStatus(id, "expired");

  await page.getByRole("main").getByRole("button", { name: "Start again" }).click();
  await checkout.payByCard(CARDS.succeeds);
  const next = await shopper.arrivesAtOrder();
  expect(next).not.toBe(id);
  await shop.expectStatus(next, "paid");
});
