import { readFile } from "node:fs/promises";
import store from "@/store.config";
import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("An owner reads what the shop is set to, and where it is changed @phone", async ({ page }) => {
  await entersDesk(page, "owner", "/admin/settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  const face = page.getByRole("region", { name: "Face of the shop" });
  await expect(face).toContainText(store.name);
  await expect(face).toContainText("store.config.ts: name");
  await expect(page.getByRole("region", { name: "Currencies" })).toContainText("1 EUR = 1.1 USD");
  await expect(page.getByRole("region", { name: "Address, Stripe and secrets" })).not.toContainText(
    "sk_test",
  );
  await expectAccessible(page);
  await expectNoOverflow(page, "settings");

  await page.getByRole("navigation", { name: "Parts of the settings" }).getByText("Legal texts").click();
  const legal = page.getByRole("region", { name: "Legal texts" });
  await expect(legal).toBeInViewport();
  await legal
    .getByRole("link", { name: /^German: draft/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/de\/legal\/imprint$/);
});

test("An owner looks at an e-mail in each language @phone", async ({ page }) => {
  await entersDesk(page, "owner", "/admin/settings");
  await page.getByRole("link", { name: "See each of them in each language" }).click();
  await expect(page.getByRole("heading", { name: "E-mails", level: 1 })).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("Thank you for your order")).toBeVisible();
  // The frame runs no scripts, so axe never answers in it: the page around it is looked at without.
  await page.locator("iframe").evaluate((frame) => frame.remove());
  await expectAccessible(page);
  await page.reload();
  await expectNoOverflow(page, "e-mails");

  await page.getByLabel("E-mail", { exact: true }).selectOption({ label: "Order sent" });
  await page.getByLabel("Language").selectOption({ label: "German" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/email=order_shipped&language=de/);
  const shown = page.getByRole("region", { name: "Order sent" });
  await expect(shown).toContainText("messages/de/emails.json");
  await expect(shown).toContainText("order_shipped");
  await expect(page.frameLocator("iframe").getByText("unterwegs").first()).toBeVisible();
});

test("An owner changes what a delivery costs, and sees the change before it is saved @phone", async ({
  page,
}) => {
  await entersDesk(page, "owner", "/admin/settings/delivery");
  const ways = page.getByRole("region", { name: "Ways of delivery" });
  await ways.getByText(/^France/).click();
  const standard = ways.getByRole("group", { name: "Standard delivery" }).first();
  await standard.getByLabel("Price, EUR").fill("a lot");
  await ways.getByRole("button", { name: "See what this changes" }).click();
  await expect(ways.getByText("A number is wanted here")).toBeVisible();
  const free = standard.getByLabel("Free from, EUR");
  await standard.getByLabel("Price, EUR").fill("5,40");
  await free.fill("80");
  await ways.getByRole("button", { name: "Add a way of delivery" }).first().click();
  await ways.getByRole("group", { name: "New way of delivery" }).getByLabel("Name, English").fill("By bike");
  await ways.getByRole("group", { name: "By bike" }).getByLabel("Price, EUR").fill("2.50");
  await ways.getByRole("button", { name: "See what this changes" }).click();
  const changes = ways.getByRole("region", { name: "What it changes" });
  await expect(changes).toContainText("490 → 540");
  await expect(changes).toContainText("by-bike");
  await expectAccessible(page);
  await expectNoOverflow(page, "ways of delivery");
});

test("An owner takes the delivery out as a file, is told what is wrong in it, and what a change of it would do @phone", async ({
  page,
}) => {
  await entersDesk(page, "owner", "/admin/settings");
  await page.locator("#delivery").getByRole("link", { name: "Change it" }).click();
  await expect(page.getByRole("heading", { name: "Delivery", level: 1 })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the file" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  await page.getByLabel("File", { exact: true }).setInputFiles(await file.path());
  await expect(page.getByLabel("What is in it")).toHaveValue(text);
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByText("Nothing: the plan says this already.")).toBeVisible();

  await page.getByLabel("What is in it").fill(text.replace('"GB"', '"GBR"'));
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "GBR is not a country" })).toBeVisible();
  await expect(page.getByLabel("What is in it")).toHaveValue(/"GBR"/);

  await page.getByLabel("What is in it").fill(text.replace('"GB",', ""));
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByRole("region", { name: "What changes" })).toContainText("zones.europe.countries");
  await expect(page.getByRole("button", { name: "Import this" })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "delivery");
});
