import type { Page } from "@playwright/test";
import sharp from "sharp";
import store from "@/store.config";
import { readPdf } from "@/tests/support/pdf-text";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

const FACE = "/admin/settings/face";
const LOOK = "/admin/settings/look";
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><circle cx="30" cy="30" r="28" fill="#a0412a"/></svg>';

const ICON = LOGO.replace('width="240"', 'width="60"');

/** The address of the picture in the browser's tab. */
const tabIcon = (page: Page) => page.locator('head link[rel="icon"]').getAttribute("href");

/** What another journey of the same store would see. */
async function backToFiles(page: Page): Promise<void> {
  for (const path of [FACE, LOOK]) {
    await page.goto(path);
    const seen = await page
      .locator('input[name="seen"]')
      .first()
      .inputValue({ timeout: 1_000 })
      .catch(() => "0");
    await page.request.post(`/api${path}`, {
      data: { seen, reset: "1" },
      headers: { origin: new URL(page.url()).origin },
    });
  }
}

const groundOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test.describe("The face of the shop, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/4(?:09|22)/] });
  test.afterEach(({ page }) => backToFiles(page));

  test("is changed with its colours and its logo: pages, e-mails and invoices show it, until the files hold again", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const order = await shopper.buys(shop, await shop.variant(), 1);
    await page.goto("/");
    await expect(page).toHaveTitle(new RegExp(`^${store.name}`));
    expect(await page.locator("style").filter({ hasText: "--ground" }).count()).toBe(0);

    await entersDesk(page, "owner", "/admin/settings");
    await page.getByRole("link", { name: "Change: Face of the shop" }).click();
    await expect(page.getByRole("heading", { name: "Face of the shop", level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the face of the shop");
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("This must not be empty.")).toBeVisible();
    await expect(name).toBeFocused();
    await name.fill("Blue Kiln");
    await page.getByLabel("Logo for light ground: Choose a file").setInputFiles({
      ...{ name: "logo.svg", mimeType: "image/svg+xml" },
      buffer: Buffer.from(LOGO.replace("/></svg>", '><a href="https://elsewhere.example"/></circle></svg>')),
    });
    await expect(page.getByRole("alert").filter({ hasText: "names files outside itself" })).toBeVisible();
    await page.getByLabel("Logo for light ground: Choose a file").setInputFiles({
      ...{ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) },
    });
    await expect(page.getByText("It is here; save to show it.")).toBeVisible();
    const icon = page.getByLabel("Picture in the browser’s tab: Choose a file");
    const drawn = { name: "icon.svg", mimeType: "image/svg+xml" };
    await icon.setInputFiles({ ...drawn, buffer: Buffer.from(LOGO) });
    await expect(page.getByRole("alert").filter({ hasText: "as wide as it is high" })).toBeVisible();
    await icon.setInputFiles({ ...drawn, buffer: Buffer.from(ICON) });
    await expect(page.getByText("It is here; save to show it.")).toHaveCount(2);
    await page.getByRole("group", { name: "Title", exact: true }).getByLabel("English").fill("Blue things");
    await expect(page.getByRole("img", { name: "A piece of the shop, Light" })).toContainText("Blue things");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
    await expectAccessible(page);

    await page.goto(LOOK);
    await expect(page.getByRole("heading", { name: "Colours and typefaces" }).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "colours");
    const quiet = page.getByLabel("Quiet text, Light, #");
    await quiet.fill("#999999");
    await expect(page.getByText(/Light: Quiet text on Ground has 2\.\d+:1; it needs 4\.5:1\./)).toBeVisible();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was saved" })).toBeVisible();
    await expect(quiet).toHaveValue("#999999");
    await quiet.fill("#3d4a5c");
    await page.getByLabel("Ground, Light, #", { exact: true }).fill("#eef4ff");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

    await page.goto("/");
    await expect(page).toHaveTitle(/^Blue Kiln/);
    await expect(page.getByRole("heading", { level: 1, name: "Blue things" })).toBeVisible();
    expect(await groundOf(page)).toBe("rgb(238, 244, 255)");
    const logo = page.getByRole("banner").getByRole("img", { name: "Blue Kiln" });
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await expectAccessible(page);
    const src = (await tabIcon(page)) ?? "";
    expect(src).toMatch(/^\/pictures\//);
    const { width, height } = await sharp(await (await page.request.get(src)).body()).metadata();
    expect([width, height]).toEqual([192, 192]);
    await page.goto("/fr/legal/terms");
    expect(await tabIcon(page)).toBe(src);
    await expect(page).toHaveTitle(/Blue Kiln$/);
    expect(await groundOf(page)).toBe("rgb(238, 244, 255)");

    const mail = await page.request.get("/api/admin/settings/emails/order_confirmed/en");
    expect(await mail.text()).toMatch(/<img[^>]+alt="Blue Kiln"[^>]+src="[^"]+\/pictures\//);
    const printed = await page.request.post("/api/admin/orders/print", {
      data: { numbers: order.number, kind: "slip" },
      headers: { origin: new URL(page.url()).origin },
    });
    const paper = await printed.body();
    expect(paper.toString("latin1")).toContain("/Subtype /Image");
    expect(readPdf(paper)[0]?.text).not.toContain(store.name);

    await page.goto(FACE);
    expect(await tabIcon(page)).toBe(src);
    agreesToAll(page);
    // The same store may remember what an earlier journey called the shop.
    const blue = page
      .getByRole("region", { name: "What it was" })
      .getByRole("listitem")
      .filter({ hasText: "Blue Kiln" })
      .first();
    await blue.getByText("What it said").click();
    await expect(blue.getByText("Name: Blue Kiln")).toBeVisible();
    await page.getByRole("button", { name: "Back to the files" }).click();
    await expect(page.getByRole("button", { name: "Back to the files" })).toBeHidden();
    await expect(name).toHaveValue(store.name);
    await page.goto("/");
    await expect(page).toHaveTitle(new RegExp(`^${store.name}`));
    expect(await tabIcon(page)).toBe("/icon.svg");
    await page.goto(FACE);
    await blue.getByRole("button", { name: "Bring this back" }).click();
    await expect(name).toHaveValue("Blue Kiln");
  });

  test("is not overwritten by somebody who opened it before, and what they typed stays", async ({ page }) => {
    await entersDesk(page, "owner", FACE);
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Mine");
    const other = await page.context().newPage();
    await other.goto(FACE);
    await other.getByLabel("Name", { exact: true }).fill("Theirs");
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Somebody else has saved this" })).toBeVisible();
    await expect(name).toHaveValue("Mine");
    await other.close();
  });

  test("takes a card from the home page's picture", async ({ page }) => {
    await entersDesk(page, "owner", FACE);
    await page.getByRole("button", { name: "Make it of the home page’s picture" }).click();
    await expect(page.getByText("It is here; save to show it.")).toBeVisible();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
    await page.goto("/");
    const card = await page.locator('meta[property="og:image"]').getAttribute("content");
    const { width, height } = await sharp(await (await page.request.get(card ?? "")).body()).metadata();
    expect([width, height]).toEqual([1200, 630]);
  });
});
