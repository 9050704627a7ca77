import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import type { Page } from "@playwright/test";
import { hasRight, STAFF_ROLES } from "@/lib/model/staff";
import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { staffCode } from "../support/mail";
import { newAddress } from "../support/signing-in";
import { expect, test } from "../support/test";

async function showsMailbox(page: Page, email: string, count: number): Promise<void> {
  await page.goto("/admin");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(await staffCode(email, count));
  await page.getByRole("button", { name: "Go on" }).click();
}

test("Somebody who is invited sets up an app, works, is lost without the phone, and helped by a recovery code @phone", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const email = newAddress();
  await entersDesk(page, "owner", "/admin/staff");
  await expectAccessible(page);
  await expectNoOverflow(page, "staff");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Name").fill("Bo Packer");
  await page
    .getByRole("combobox", { name: "Role", exact: true })
    .selectOption({ label: "Packing and sending" });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Invited");

  const theirs = await browser.newContext({ baseURL: baseURL ?? "" });
  const packer = await theirs.newPage();
  await showsMailbox(packer, email, 1);
  await expect(packer.getByRole("img", { name: "Code to scan with the app" })).toBeVisible();
  await expectAccessible(packer);
  const secret = new TextDecoder().decode(
    base32.decode((await packer.getByRole("code").textContent()) ?? ""),
  );
  await packer.getByLabel("Code that the app shows").fill(await createOTP(secret).totp());
  await packer.getByRole("button", { name: "Sign in" }).click();
  await expect(packer).toHaveURL(/\/admin$/);
  await expect(packer.getByText("Bo Packer, Packing and sending")).toBeVisible();

  await packer.goto("/admin/me");
  await packer.getByRole("button", { name: "Make new recovery codes" }).click();
  const codes = packer.getByRole("status").getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? "";
  await expectAccessible(packer);
  await packer.getByRole("button", { name: "Sign out" }).click();
  await expect(packer).toHaveURL(/\/admin\/sign-in/);

  await showsMailbox(packer, email, 2);
  await packer.getByLabel("Code of the app, or recovery code").fill("000000");
  await packer.getByRole("button", { name: "Sign in" }).click();
  await expect(packer.getByRole("alert").filter({ hasText: "not right" })).toBeVisible();
  await packer.getByLabel("Code of the app, or recovery code").fill(recovery);
  await packer.getByRole("button", { name: "Sign in" }).click();
  await expect(packer).toHaveURL(/\/admin$/);

  await page.reload();
  agreesToAll(page);
  await row.getByRole("button", { name: "End the account" }).click();
  await expect(row).toContainText("Ended");
  await packer.reload();
  await expect(packer).toHaveURL(/\/admin\/sign-in/);
  await theirs.close();

  await page.goto("/admin/audit");
  await expectAccessible(page);
  await expect(page.getByRole("row").filter({ hasText: "Changed an account" }).first()).toContainText("Done");
});

test.describe("A page of the desk", () => {
  test.use({ expectedErrors: [/status of 404/] });

  for (const role of STAFF_ROLES) {
    test(`opens for ${role} by the table of rights, and is nothing for others`, async ({ page }) => {
      await entersDesk(page, role, "/admin");
      for (const [path, right] of Object.entries(DESK_PAGES)) {
        const answer = await page.goto(path.replace(/\[\w+\]/g, "none"));
        const isOpen = answer?.status() === 200;
        const isKnown = !path.includes("[");
        if (isKnown) expect(isOpen, `${path} for ${role}`).toBe(hasRight(role, right));
        else expect(answer?.status(), `${path} for ${role}`).toBe(404);
        expect(answer?.headers()["cache-control"]).toContain("no-store");
      }
    });
  }
});

test("Strangers see the desk's sign-in alone, and shoppers load nothing of the desk", async ({ page }) => {
  for (const path of Object.keys(DESK_PAGES)) {
    await page.goto(path.replace(/\[\w+\]/g, "none"));
    await expect(page).toHaveURL(/\/admin\/sign-in/);
  }
  await expectAccessible(page);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  const loaded: string[] = [];
  page.on("response", (answer) => {
    if (/\.(js|css)(\?|$)/.test(answer.url())) loaded.push(answer.url());
  });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  const texts = await Promise.all(loaded.map(async (address) => (await page.request.get(address)).text()));
  expect(texts.length).toBeGreaterThan(3);
  const ofDesk = /desk-button|\/api\/admin|base-ui|columnVisibility/;
  expect(texts.filter((text) => ofDesk.test(text))).toEqual([]);
});
