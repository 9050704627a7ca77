import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { signInMail } from "./support/mail";
import { asksForCode, entersCode, newAddress, signsIn } from "./support/signing-in";
import { expect, test } from "./support/test";

const lineOf = (page: Page, name: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: name });

test.describe("An account", () => {
  test("is entered by a code, keeps the guest's cart, and brings it to another device by a link", {
    tag: "@phone",
  }, async ({ page, shopper, shop, anotherShopper }) => {
    const variant = await shop.variant();
    const email = newAddress();
    await shopper.addsToCart(variant);
    await shopper.opens("/sign-in?next=/cart");
    await asksForCode(page, email);
    await expectAccessible(page);
    const mail = await signInMail(email);
    expect(mail.subject).toContain(mail.code);

    await entersCode(page, mail.code === "000000" ? "000001" : "000000");
    await expect(page.getByText("That code is not right.")).toBeVisible();
    await expectAccessible(page);
    await entersCode(page, `${mail.code.slice(0, 3)} ${mail.code.slice(3)}`);
    await page.waitForURL("**/cart");
    await expect(lineOf(page, variant.name)).toBeVisible();

    const phone = await anotherShopper();
    await phone.page.goto("/sign-in?next=/cart");
    await asksForCode(phone.page, email);
    const { link } = await signInMail(email, 2);
    await phone.page.goto(link);
    await expectAccessible(phone.page);
    await phone.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await phone.page.waitForURL("**/cart");
    await expect(lineOf(phone.page, variant.name)).toBeVisible();

    const stranger = await anotherShopper();
    await stranger.page.goto(link);
    await stranger.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(stranger.page.getByText("This link has already been used")).toBeVisible();

    await shopper.opens("/account");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    await shopper.opensCart();
    await expect(page.getByText("Your cart is empty")).toBeVisible();
  });

  test("gets the orders that were placed as a guest with its e-mail, and nobody else does", async ({
    page,
    shopper,
    shop,
    checkout,
    anotherShopper,
  }) => {
    const email = newAddress();
    const variant = await shop.variant();
    await shopper.opensEmbeddedWith(shop, variant);
    await checkout.payByCard(CARDS.succeeds, { ...ADA, email });
    const orderId = await shopper.arrivesAtOrder();
    const { number } = await shop.order(orderId);

    const elsewhere = await anotherShopper();
    expect((await elsewhere.page.goto(`/orders/${orderId}`))?.status()).toBe(404);
    await signsIn(elsewhere.page, email, `/sign-in?next=/orders/${orderId}`);
    await expect(elsewhere.page.getByRole("main")).toContainText(number);
    await elsewhere.opens("/orders");
    await expect(elsewhere.page.getByRole("main")).toContainText(number);

    const other = await anotherShopper();
    await signsIn(other.page, newAddress());
    expect((await other.page.goto(`/orders/${orderId}`))?.status()).toBe(404);
    expect((await other.page.request.get(`/api/orders/${orderId}`)).status()).toBe(404);

    // The guest signs in as somebody else: this browser may still see the order, that account may not elsewhere.
    await signsIn(page, newAddress(), `/sign-in?next=/orders/${orderId}`);
    await expect(page.getByRole("main")).toContainText(number);
  });

  test("keeps addresses and a name, and is deleted with them when asked", async ({ page, shopper }) => {
    const email = newAddress();
    await signsIn(page, email);
    await shopper.opens("/account/addresses/new");
    await page.getByLabel("Full name").fill("Ada Lovelace");
    await page.getByLabel("Street and number").fill("12 Rue des Martyrs");
    await page.getByLabel("Postal code").fill("75009");
    await page.getByLabel("Town").fill("Paris");
    await page.getByLabel("Phone").fill("call me");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Digits, spaces and + only")).toBeVisible();
    await expect(page.getByLabel("Town")).toHaveValue("Paris");
    await expectAccessible(page);
    await page.getByLabel("Phone").fill("+33 1 23 45 67 89");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/account/addresses");
    await expect(page.getByRole("main")).toContainText("75009 Paris");
    await expect(page.getByRole("main")).toContainText("Default");
    await expectAccessible(page);

    await shopper.opens("/account/profile");
    await page.getByLabel("Name").fill("Ada");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await shopper.opens("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello Ada");

    await shopper.opens("/account/delete");
    await page.getByRole("button", { name: "Delete my account" }).click();
    await expect(page.getByText("Your account is deleted.")).toBeVisible();
    await expectAccessible(page);
  });

  test("is available in French", async ({ page }) => {
    const email = newAddress();
    await page.goto("/fr/sign-in");
    await asksForCode(page, email);
    const mail = await signInMail(email);
    expect(mail.subject).toBe(`${mail.code}\u00a0: votre code de connexion`);
    expect(new URL(mail.link).pathname).toBe("/fr/sign-in/link");
    await page.goto(mail.link);
    await expectAccessible(page);
    await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
    await page.waitForURL("**/fr/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre compte");
    await expectAccessible(page);
  });
});

test.describe("The sign-in page", () => {
  test("answers the same for every address, and limits requests", async ({
    page,
    playwright,
    baseURL,
    anotherShopper,
  }) => {
    const known = newAddress();
    await signsIn(page, known);
    const stranger = await playwright.request.newContext({ baseURL });
    const ask = (email: string) =>
      stranger.post("/api/auth/email", { form: { locale: "en", email }, maxRedirects: 0 });
    const [one, other] = [await ask(known), await ask(newAddress())];
    expect([one.status(), one.headers().location]).toEqual([303, "/sign-in"]);
    expect([other.status(), other.headers().location]).toEqual([303, "/sign-in"]);

    const often = newAddress();
    const answers: number[] = [];
    for (let time = 0; time < 13; time += 1) answers.push((await ask(often)).status());
    expect(answers).toEqual([...Array(12).fill(303), 429]);
    await stranger.dispose();

    // Its owner, who has asked for none, is told why, and gets in with the link that others had sent.
    const owner = await anotherShopper();
    await owner.page.goto("/sign-in");
    await owner.page.getByLabel("E-mail address").fill(often);
    await owner.page.getByRole("button", { name: "Send me a code" }).click();
    await expect(
      owner.page.getByText("Open the link in the newest one: it works in any browser"),
    ).toBeVisible();
    await expectAccessible(owner.page);
    await owner.page.goto((await signInMail(often, 12)).link);
    await owner.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await owner.page.waitForURL("**/account");
  });

  test("leads nowhere outside the store, and refuses forms of other sites", async ({ page, baseURL }) => {
    const foreign = await page.request.post("/api/auth/demo", {
      form: { locale: "en", shopper: "new" },
      headers: { origin: "https://elsewhere.example" },
    });
    expect(foreign.status()).toBe(403);
    await page.goto("/sign-in?next=//elsewhere.example/");
    await page.getByRole("button", { name: /A new shopper/ }).click();
    await expect(page).toHaveURL(`${baseURL}/account`);
  });

  test("signs people in as the demonstration's shoppers", async ({ page, shopper }) => {
    await shopper.opens("/sign-in");
    await page.getByRole("button", { name: /Grace, gold tier/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello Grace Hopper");
    await expect(page.getByText("Gold tier")).toBeVisible();
    await expect(page.getByText("12 rue des Martyrs")).toBeVisible();
    await expectAccessible(page);

    const door = (shopperName: string) =>
      page.request.post("/api/demo/sign-in", { data: { shopper: shopperName } });
    expect((await (await door("expired-card")).json()).customerId).toBe("cus_demo_ada");
    const [first, second] = [await (await door("new")).json(), await (await door("new")).json()];
    expect(first.customerId).not.toBe(second.customerId);
    expect((await door("root")).status()).toBe(400);
  });
});
