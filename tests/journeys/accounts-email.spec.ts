import { expectAccessible } from "./support/accessibility";
import { addressChangedMail, confirmAddressMail } from "./support/mail";
import { newAddress, signsIn } from "./support/signing-in";
import { expect, test } from "./support/test";

const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

test.describe("The e-mail address of an account", () => {
  test("changes after the code that was sent to the new one is typed", async ({
    page,
    shopper,
    shop,
    anotherShopper,
  }) => {
    const taken = await (await anotherShopper()).hasAccount(shop);
    const [old, fresh] = [await shopper.hasAccount(shop), newAddress()];
    await shopper.opens("/account/profile");
    const main = page.getByRole("main");
    const asks = async (email: string) => {
      await page.getByLabel("New e-mail address").fill(email);
      await page.getByRole("button", { name: "Send a code there" }).click();
    };
    const types = async (code: string) => {
      await page.getByLabel("Code").fill(code);
      await page.getByRole("button", { name: "Change my address" }).click();
    };

    await asks("ada@example");
    await expect(main).toContainText("That does not look like an e-mail address.");
    await asks(old);
    await expect(main).toContainText("Your account already has this address.");
    await expectAccessible(page);

    await asks(taken);
    await expect(main).toContainText(`a six-digit code to ${taken}`);
    await types((await confirmAddressMail(taken)).code);
    await expect(main).toContainText("Another account already has this address");
    await expectAccessible(page);

    await asks(fresh);
    const { code, subject } = await confirmAddressMail(fresh);
    expect(subject).toBe(`${code} confirms your new e-mail address`);
    await types(wrong(code));
    await expect(main).toContainText("That code is not right.");
    await expectAccessible(page);
    await types(`${code.slice(0, 3)} ${code.slice(3)}`);
    await expect(main).toContainText(`Your e-mail address is now ${fresh}.`);
    await expectAccessible(page);
    expect((await addressChangedMail(old)).subject).toBe("Your account has a new e-mail address");
  });

  test("ends the other browsers' sessions, and is used to sign in from then on", async ({
    page,
    shopper,
    shop,
    anotherShopper,
  }) => {
    const [old, fresh] = [await shopper.hasAccount(shop), newAddress()];
    const phone = await anotherShopper();
    await signsIn(phone.page, old, "/sign-in?next=/account/profile");
    await phone.page.getByLabel("New e-mail address").fill(fresh);
    await phone.page.getByRole("button", { name: "Send a code there" }).click();
    await expect(phone.page.getByLabel("Code")).toBeVisible();
    await phone.page.getByLabel("Code").fill((await confirmAddressMail(fresh)).code);
    await phone.page.getByRole("button", { name: "Change my address" }).click();
    await expect(phone.page.getByRole("main")).toContainText(`Your e-mail address is now ${fresh}.`);

    await page.goto("/account/profile");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signsIn(page, fresh, "/sign-in?next=/account/profile");
    await expect(page.getByRole("main")).toContainText(fresh);
  });

  test("changes in French", async ({ page }) => {
    const [old, fresh] = [newAddress(), newAddress()];
    await signsIn(page, old, "/fr/sign-in?next=/fr/account/profile");
    await page.getByLabel("Nouvelle adresse e-mail").fill(fresh);
    await page.getByRole("button", { name: "Y envoyer un code" }).click();
    await expect(page.getByLabel("Code")).toBeVisible();
    await expectAccessible(page);
    const { code, subject } = await confirmAddressMail(fresh);
    expect(subject).toBe(`${code}\u00a0: confirmez votre nouvelle adresse e-mail`);
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Changer mon adresse" }).click();
    await expect(page.getByRole("main")).toContainText(`Votre adresse e-mail est désormais ${fresh}.`);
    expect((await addressChangedMail(old)).subject).toBe("L’adresse e-mail de votre compte a changé");
  });

  test("gives programs a code and a status", async ({ page, shopper, shop, playwright, baseURL }) => {
    const [old, fresh] = [await shopper.hasAccount(shop), newAddress()];
    const ask = (email: unknown) => page.request.post("/api/account/email", { data: { email } });
    const type = (code: string) => page.request.post("/api/account/email/code", { data: { code } });
    const answers = async (answer: Awaited<ReturnType<typeof ask>>) => [
      answer.status(),
      (await answer.json()).error?.code,
    ];
    expect(await answers(await type("123456"))).toEqual([409, "code_expired"]);
    expect(await answers(await ask("nonsense"))).toEqual([400, "email_invalid"]);
    expect(await answers(await ask(5))).toEqual([400, "invalid_request"]);
    expect(await answers(await ask(old))).toEqual([409, "email_same"]);
    const asked = await ask(fresh);
    expect([asked.status(), await asked.json()]).toEqual([200, { email: fresh }]);
    const { code } = await confirmAddressMail(fresh);
    expect(await answers(await type(wrong(code)))).toEqual([422, "code_wrong"]);
    expect((await type(code)).status()).toBe(200);

    const stranger = await playwright.request.newContext({ baseURL });
    const refused = await stranger.post("/api/account/email", { data: { email: newAddress() } });
    expect(await answers(refused)).toEqual([401, "sign_in_required"]);
    const form = await stranger.post("/api/account/email", {
      form: { email: "a@example.com" },
      maxRedirects: 0,
    });
    expect([form.status(), form.headers().location]).toEqual([303, "/sign-in?next=%2Faccount%2Fprofile"]);
    await stranger.dispose();
    const foreign = await page.request.post("/api/account/email", {
      data: { email: newAddress() },
      headers: { origin: "https://elsewhere.example" },
    });
    expect(await answers(foreign)).toEqual([403, "forbidden_origin"]);
  });
});

test.describe("Without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the e-mail address of an account can be changed as well", async ({ page }) => {
    const fresh = newAddress();
    await signsIn(page, newAddress(), "/sign-in?next=/account/profile");
    await page.getByLabel("New e-mail address").fill(fresh);
    await page.getByRole("button", { name: "Send a code there" }).click();
    await page.getByLabel("Code").fill((await confirmAddressMail(fresh)).code);
    await page.getByRole("button", { name: "Change my address" }).click();
    await expect(page.getByRole("main")).toContainText(`Your e-mail address is now ${fresh}.`);
  });
});
