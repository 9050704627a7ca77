import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { newAddress, signsIn } from "./support/signing-in";
import { expect, test } from "./support/test";

test.use({ fetchesAhead: true });

const link = (page: Page, name: string) => page.getByRole("banner").getByRole("link", { name, exact: true });
const isGuest = (page: Page) => expect(link(page, "Account")).toBeVisible();
const isSignedIn = (page: Page) => expect(link(page, "Account, signed in")).toBeVisible();

/** As cookies tell it: seconds since 1970. */
const daysFromNow = (days: number) => Math.round(Date.now() / 1000) + days * 24 * 60 * 60;

test.describe("The header", () => {
  test("shows whether somebody is signed in, on cached pages and in other tabs", async ({
    page,
    context,
    shopper,
  }) => {
    await page.goto("/");
    await isGuest(page);
    const tab = await context.newPage();
    await tab.goto("/categories/ceramics");
    await isGuest(tab);

    await signsIn(page, newAddress());
    await isSignedIn(page);
    await isSignedIn(tab);
    await expectAccessible(tab);
    await shopper.opens("/");
    await isSignedIn(page);
    await page.goto("/fr");
    await expect(link(page, "Compte, session ouverte")).toBeVisible();

    await page.goto("/account");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await isGuest(page);
    await isGuest(tab);
    await page.goBack();
    await isGuest(page);
  });

  test("is right after the account was deleted, and after its session ended elsewhere", async ({
    page,
    shop,
  }) => {
    await signsIn(page, newAddress());
    await page.goto("/account/delete");
    await isSignedIn(page);
    await page.getByRole("button", { name: "Delete my account" }).click();
    await expect(page.getByText("Your account is deleted.")).toBeVisible();
    await isGuest(page);

    const email = newAddress();
    await signsIn(page, email);
    await isSignedIn(page);
    await shop.query(
      "delete from customer_sessions using customers c where c.id = customer_id and c.email = $1",
      [email],
    );
    await page.getByRole("link", { name: "Profile" }).click();
    await page.waitForURL(/\/sign-in/);
    await isGuest(page);
  });

  test("gets this with the request for the cart, which prolongs the session, and nothing moves", {
    tag: "@phone",
  }, async ({ page, shop, shopper }) => {
    const customerId = await shopper.signsInAs("new");
    await shop.query(
      `update customer_sessions set created_at = created_at - interval '80 days', expires_at = expires_at - interval '80 days'
        where customer_id = $1`,
      [customerId],
    );
    const ofSession = async () => (await page.context().cookies()).filter(({ name }) => name === "account");
    await page
      .context()
      .addCookies((await ofSession()).map((cookie) => ({ ...cookie, expires: daysFromNow(10) })));
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/")) asked.push(new URL(request.url()).pathname);
    });
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/api/cart*", async (route) => {
      await mayAnswer;
      await route.continue();
    });
    await page.goto("/categories/ceramics");
    await isGuest(page);
    const before = await link(page, "Account").boundingBox();
    answer();
    await isSignedIn(page);
    expect(await link(page, "Account, signed in").boundingBox()).toEqual(before);
    expect(asked).toEqual(["/api/cart"]);

    const [session] = await shop.query<{ days: number }>(
      "select extract(day from expires_at - now())::int as days from customer_sessions where customer_id = $1",
      [customerId],
    );
    expect(session?.days).toBeGreaterThanOrEqual(89);
    const [cookie] = await ofSession();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(cookie?.expires).toBeGreaterThan(daysFromNow(89));
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account");
  });
});
