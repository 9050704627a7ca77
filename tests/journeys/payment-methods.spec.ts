import { CARDS } from "./support/embedded-checkout";
import { PaymentMethods } from "./support/payment-methods";
import { expect, test } from "./support/test";
import { Wallet } from "./support/wallet";

const PAGE = "/account/payment-methods";

test.describe("Payment methods in the account", () => {
  test("are added, made the default, and removed after a question", { tag: "@phone" }, async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    const methods = new PaymentMethods(page);
    const customerId = await shopper.signsInAs("new");
    await page.goto("/account");
    await page.getByRole("main").getByRole("link", { name: "Payment methods" }).click();
    await expect(page).toHaveURL(PAGE);
    await expect(methods.main).toContainText("Nothing saved yet.");
    await expect(methods.payment.locator('input[name="number"]')).toBeVisible();
    await methods.expectAccessible();

    await methods.saves(CARDS.succeeds);
    await expect(methods.card("4242")).toContainText("Visa ending in 4242");
    await expect(methods.main).toContainText("Saved. We offer it to you when you pay.");
    const owner = await new Wallet(page, shop).stripeCustomer(customerId);
    const { data } = await stripe.api.customers.listPaymentMethods(owner);
    expect(data).toMatchObject([{ allow_redisplay: "always", card: { last4: "4242" } }]);
    await methods.adds("5555555555554444");
    await methods.expectAccessible();

    await methods
      .card("4242")
      .getByRole("button", { name: /default/ })
      .click();
    await expect(methods.card("4242")).toContainText("Default");
    await expect(methods.cards.first()).toContainText("4242");

    await methods.card("4242").locator("summary").click();
    await expect(methods.card("4242")).toContainText("Remove Visa ending in 4242?");
    await methods.expectAccessible();
    await methods.card("4242").locator("summary").click();
    await methods.removes("4242");
    await expect(methods.main).toContainText("Removed.");
    await page.reload();
    await expect(methods.cards).toHaveCount(1);

    // Out of Stripe's policy again, by whatever link.
    await page
      .getByRole("navigation", { name: "Your account" })
      .getByRole("link", { name: "Addresses" })
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Addresses");
    expect(await page.evaluate(() => "Stripe" in window)).toBe(false);
  });

  test("wait for the bank, and say what was refused so that another card can be added", async ({
    page,
    shopper,
  }) => {
    const methods = new PaymentMethods(page);
    await shopper.signsInAs("new");
    await page.goto(PAGE);
    await methods.saves(CARDS.insufficientFunds);
    await expect(methods.main.getByRole("alert")).toContainText("insufficient funds");
    await methods.expectAccessible();

    await methods.saves(CARDS.asksFor3ds);
    await shopper.checkout.answerChallenge("fail");
    await expect(methods.main.getByRole("alert")).toContainText("unable to authenticate");
    await expect(methods.cards).toHaveCount(0);

    await methods.saves(CARDS.asksFor3ds);
    await shopper.checkout.answerChallenge("authorize");
    await expect(methods.card("3184")).toBeVisible();
  });

  test("are saved once when the answer is lost and the button is pressed again", async ({
    page,
    shopper,
  }) => {
    const methods = new PaymentMethods(page);
    await shopper.signsInAs("new");
    await page.goto(PAGE);
    await page.route("**/api/account/payment-methods", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await methods.saves(CARDS.succeeds);
    await expect(methods.main.getByRole("alert")).toContainText("it is never saved twice");
    await page.unroute("**/api/account/payment-methods");
    await methods.saveButton.click();
    await expect(methods.card("4242")).toHaveCount(1);
    await page.reload();
    await expect(methods.cards).toHaveCount(1);
  });

  test("show that a card has expired, in French too", async ({ page, shopper }) => {
    await shopper.signsInAs("expired-card");
    await page.goto(`/fr${PAGE}`);
    const methods = new PaymentMethods(page, "fr");
    await expect(methods.card("4242")).toContainText("Expirée depuis fin 06/24");
    await methods.expectAccessible();
  });

  test("are changed without JavaScript, and never by anybody else", async ({
    browser,
    baseURL,
    shopper,
    page,
  }) => {
    const methods = new PaymentMethods(page);
    await shopper.signsInAs("new");
    await page.goto(PAGE);
    await methods.saves(CARDS.succeeds);
    await methods.adds("5555555555554444");
    const id = await methods.card("4242").locator('input[name="id"]').first().inputValue();

    const stranger = await browser.newContext({ baseURL });
    const path = `/api/account/payment-methods/${id}`;
    expect((await stranger.request.delete(path)).status()).toBe(401);
    expect(
      (
        await stranger.request.post("/api/account/payment-methods", {
          data: { confirmationTokenId: "ctoken_1" },
        })
      ).status(),
    ).toBe(401);
    await stranger.request.post("/api/demo/sign-in", { data: { shopper: "gold" } });
    expect((await stranger.request.delete(path)).status()).toBe(404);
    expect((await stranger.request.post(`${path}/default`)).status()).toBe(404);
    await stranger.close();
    const foreign = { origin: "https://elsewhere.example" };
    expect((await page.request.delete(path, { headers: foreign })).status()).toBe(403);
    expect((await page.request.post(`${path}/default`)).status()).toBe(204);

    const plain = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const plainPage = await plain.newPage();
    await plainPage.goto(PAGE);
    const there = new PaymentMethods(plainPage);
    await expect(there.card("4242")).toContainText("Default");
    await expect(there.addButton).toBeHidden();
    await there
      .card("4444")
      .getByRole("button", { name: /default/ })
      .click();
    await expect(there.card("4444")).toContainText("Default");
    await there.removes("4242");
    await plain.close();
    expect((await page.request.delete(path)).status()).toBe(404);
  });
});
