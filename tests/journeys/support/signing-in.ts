import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { signInMail } from "./mail";

export const newAddress = () => `${randomUUID()}@example.com`;

export async function asksForCode(page: Page, email: string): Promise<void> {
  await page.getByLabel(/^E-mail address|^Adresse e-mail/).fill(email);
  await page.getByRole("button", { name: /Send me a code|M’envoyer un code/ }).click();
  await expect(page.getByLabel("Code")).toBeVisible();
}

export async function entersCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code").fill(code);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Sign in|Se connecter)$/ })
    .click();
}

/** By the newest e-mail; `count` is how many the address has been sent by then. */
export async function signsIn(page: Page, email: string, path = "/sign-in", count = 1): Promise<void> {
  await page.goto(path);
  await asksForCode(page, email);
  await entersCode(page, (await signInMail(email, count)).code);
  await page.waitForURL((url) => !url.pathname.includes("/sign-in"));
}
