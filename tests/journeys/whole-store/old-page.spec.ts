import type { BrowserContext, Page } from "@playwright/test";
import { freePort } from "../../../scripts/local/ports";
import { expectAccessible } from "../support/accessibility";
import type { ElementsCheckout } from "../support/elements-checkout";
import { ADA, CARDS } from "../support/embedded-checkout";
import { newerBuild } from "../support/newer-build";
import type { Shop } from "../support/shop";
import { Shopper } from "../support/shopper";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

const SAYS = "The shop was updated while this page was open";

type Deployments = { url: string; deployNext: () => Promise<void> };

/** A store of its own, of which the next build takes the place. */
const test = base.extend<object, { deployments: Deployments }>({
  deployments: [
    async ({ browserName: _ }, use) => {
      const port = await freePort();
      let instance = await startInstance({}, port);
      await use({
        url: instance.url,
        deployNext: async () => {
          const NEXT_DIST_DIR = await newerBuild();
          await instance.stop();
          instance = await startInstance({ NEXT_DIST_DIR }, port);
        },
      });
      await instance.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ deployments }, use) => {
    await use(deployments.url);
  },
});

// The new build has neither the old one's files nor its server actions: that is what these journeys are about.
test.use({
  expectedErrors: [
    /^(Refused to execute script from '\S+\/_next\/static\/|ChunkLoadError: |UnrecognizedActionError: )/,
  ],
});

/** A tab, and how often it has loaded a page. */
async function newTab(context: BrowserContext): Promise<{ page: Page; loads: () => number }> {
  const page = await context.newPage();
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return { page, loads: () => loads };
}

const told = (page: Page) => page.getByText(SAYS);

test("Only a page that is older than the store is reloaded when it no longer works, once, and says so", async ({
  page,
  shopper,
  shop,
}) => {
  const variant = await shop.variant();
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await shopper.opensProduct(variant);
  await page.route("**/products/**", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 500, body: "no" }) : route.continue(),
  );
  const drawer = page.getByRole("dialog");
  const add = page.getByRole("main").getByRole("button", { name: "Add to cart" });
  await add.click();
  await expect(drawer).toContainText("We couldn’t reach the store.");
  await drawer.getByRole("button", { name: "Close the cart" }).click();
  expect(loads).toBe(1);

  // Whatever this page does from here on, the store is another one.
  await page.route("**/api/build", (route) => route.fulfill({ json: { build: "another" } }));
  await add.click();
  await expect(told(page)).toBeInViewport();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close this message" }).click();
  await expect(told(page)).toHaveCount(0);
  expect(loads).toBe(2);
  await add.click();
  await expect(drawer).toContainText("We couldn’t reach the store.");
  expect(loads).toBe(2);
});

test("Tabs of the build before continue with the next one, with what was typed in them", async ({
  context,
  shop,
  anotherShopper,
  deployments,
}) => {
  test.setTimeout(600_000);
  const [first, second] = [await shop.variant(), await shop.variant()];
  const product = await newTab(context);
  const shopper = new Shopper(product.page);
  await shopper.signsInAs("new");
  await shopper.hasCart(shop, first);

  const cart = await newTab(context);
  const address = await newTab(context);
  const home = await newTab(context);
  await product.page.goto(`/products/${second.slug}?${new URLSearchParams(second.options)}`);
  await cart.page.goto("/cart");
  await home.page.goto("/");
  await address.page.goto("/account/addresses/new");
  const typed = {
    "Full name": "Ada Lovelace",
    "Street and number": "12 Rue des Martyrs",
    "Postal code": "75009",
    Town: "Paris",
  };
  for (const [label, text] of Object.entries(typed)) await address.page.getByLabel(label).fill(text);
  await address.page.getByLabel("Use as my default address").check();
  for (const tab of [product, cart, home]) {
    await expect(tab.page.getByRole("link", { name: /^Cart, 1 item/ })).toBeVisible();
  }
  const elements = await beginsToPay(await anotherShopper(), shop, "elements");
  const payment = await beginsToPay(await anotherShopper(), shop, "payment");

  await deployments.deployNext();

  await test.step("adding to the cart", async () => {
    const add = product.page.getByRole("main").getByRole("button", { name: "Add to cart" });
    await add.click();
    await expect(told(product.page)).toBeVisible();
    expect(product.loads()).toBe(2);
    await add.click();
    await expect(product.page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
  });

  await test.step("changing the cart", async () => {
    const more = cart.page.getByRole("main").getByRole("button", { name: /^One more/ });
    await more.first().click();
    await expect(told(cart.page)).toBeVisible();
    await expect(cart.page.getByRole("list", { name: "In your cart" }).getByRole("listitem")).toHaveCount(2);
    await more.first().click();
    await expect(cart.page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
    expect(cart.loads()).toBe(2);
  });

  await test.step("a missing file", async () => {
    await home.page.route("**/_next/static/chunks/**", (route) => route.fulfill({ status: 404 }), {
      times: 1,
    });
    await home.page.getByRole("link", { name: /^Cart, / }).click();
    await expect(told(home.page)).toBeVisible();
    await home.page.getByRole("link", { name: /^Cart, / }).click();
    await expect(home.page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
  });

  await test.step("a form of the account", async () => {
    const { page } = address;
    await page.getByRole("button", { name: "Save" }).click();
    await expect(told(page)).toBeVisible();
    for (const [label, text] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(text);
    await expect(page.getByLabel("Use as my default address")).toBeChecked();
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/account/addresses");
    await expect(page.getByRole("main")).toContainText("12 Rue des Martyrs");
    await page.reload();
    await expect(told(page)).toHaveCount(0);
  });

  await test.step("a checkout on Checkout Elements, whose answer has another form now", async () => {
    const { page, form } = elements;
    await page.route("**/discounts/promotion-code", (route) => route.fulfill({ json: { version: 2 } }), {
      times: 1,
    });
    await form.code.fill("TENOFF");
    await form.applyButton.click();
    await expectKept(page, form);
    await expect(form.code).toHaveValue("TENOFF");
    await form.applyButton.click();
    await expect(form.row("10% off")).toBeVisible();
    await form.fillCard(CARDS.succeeds);
    await form.pay();
    await page.waitForURL(/\/orders\/ord_/, { timeout: 30_000 });
  });

  await test.step("a checkout on the Payment Element, whose endpoint is gone", async () => {
    const { page, form } = payment;
    await form.fillCard(CARDS.declined);
    await form.pay();
    await form.expectError(/declined/i);
    await expect(told(page)).toHaveCount(0);
    await form.fillCard(CARDS.succeeds);
    await page.route("**/api/checkout/payment/confirm", (route) => route.fulfill({ status: 404, body: "" }), {
      times: 1,
    });
    await form.pay();
    await expectKept(page, form);
    await form.fillCard(CARDS.succeeds);
    await form.pay();
    await page.waitForURL(/\/orders\/ord_/, { timeout: 30_000 });
  });
});

type Form = { page: Page; form: ElementsCheckout };

/** Has typed who they are, and nothing of a card. */
async function beginsToPay(shopper: Shopper, shop: Shop, surface: "elements" | "payment"): Promise<Form> {
  const form = shopper[surface];
  await shopper.hasCart(shop, await shop.variant({ below: 9000 }));
  await shopper.page.goto(`/checkout/${surface}`);
  await form.expectReady();
  await form.fillContact();
  return { page: shopper.page, form };
}

/** Loaded again, with e-mail and address. */
async function expectKept(page: Page, form: ElementsCheckout): Promise<void> {
  await expect(told(page)).toBeVisible();
  await form.expectReady();
  await expect(form.email).toHaveValue(ADA.email);
  for (const [name, text] of [
    ["name", ADA.name],
    ["addressLine1", ADA.line1],
    ["postalCode", ADA.postalCode],
    ["locality", ADA.city],
  ] as const) {
    await expect(form.address.locator(`input[name="${name}"]`)).toHaveValue(text);
  }
}
