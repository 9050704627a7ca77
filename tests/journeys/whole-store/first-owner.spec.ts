import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { expectAccessible } from "../support/accessibility";
import { staffCode } from "../support/mail";
import { ownStore } from "../support/own-store";
import { newAddress } from "../support/signing-in";
import { surroundings } from "../support/surroundings";
import { targetOfJourneys } from "../support/target";
import { expect, test } from "../support/test";

test.use({ expectedErrors: [/404/] });

test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

test("The first owner of a new store comes in by the address that its start has printed, once", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const store = await ownStore({ MAIL_DIR: surroundings().mail });
  const address = store.printed.join("\n").match(/http\S+first-owner\?key=\S+/)?.[0] ?? "";
  await page.goto(address.replace(/.$/, "-"));
  await expect(page.getByRole("heading", { name: "The first owner" })).toHaveCount(0);

  const email = newAddress();
  await page.goto(address);
  await expectAccessible(page);
  await page.getByLabel("E-mail address").fill("nobody");
  await page.getByRole("button", { name: "Make me the owner" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not look like" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Make me the owner" }).click();
  await page.getByLabel("Code", { exact: true }).fill(await staffCode(email, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  const secret = new TextDecoder().decode(base32.decode((await page.getByRole("code").textContent()) ?? ""));
  await page.getByLabel("Code that the app shows").fill(await createOTP(secret).totp());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/, Owner$/)).toBeVisible();

  await page.goto(address);
  await expect(page.getByRole("heading", { name: "The first owner" })).toHaveCount(0);
  await store.stop();
});
