import { expectAccessible } from "../support/accessibility";
import { deploymentTest as test } from "../support/deployment-test";
import { expect } from "../support/test";

/** Nothing here sends anything but GET, which a store keeps nothing of. */
test.describe("A store that runs somewhere", () => {
  test("shows its first page, its goods and an empty cart", { tag: "@phone" }, async ({ page, stranger }) => {
    await page.goto("/");
    await expectAccessible(page);
    await stranger.findsGoods();
    await expectAccessible(page);
    await page.goto("/cart");
    await expectAccessible(page);
    await expect(page.getByText("Your cart is empty")).toBeVisible();
  });

  test("finds what is searched for", async ({ page, stranger }) => {
    await stranger.findsGoods();
    const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await page.goto(`/search?${new URLSearchParams({ q: name })}`);
    await expectAccessible(page);
    await expect(page.getByRole("main").getByRole("link", { name }).first()).toBeVisible();
  });

  test("answers what machines ask", async ({ request }) => {
    expect((await request.get("/robots.txt")).status()).toBe(200);
    expect((await request.get("/sitemap.xml")).headers()["content-type"]).toContain("xml");
    expect((await request.get("/nothing-here")).status()).toBe(404);
    expect((await request.get("/")).headers()["content-security-policy"]).toBeTruthy();
  });

  test("shows a stranger no order", async ({ page }) => {
    expect((await page.goto("/orders/ord_0123456789abcdefghij"))?.status()).toBe(404);
  });

  test("has a checkout that loads Stripe's script and no other's", async ({ request }) => {
    // Without a browser: the page's script would ask for a session.
    const checkout = await request.get("/checkout/payment");
    expect(checkout.status()).toBe(200);
    expect(await checkout.text()).toMatch(/pk_(test|live)_/);
    expect(checkout.headers()["content-security-policy"]).toContain("nonce-");
  });
});
