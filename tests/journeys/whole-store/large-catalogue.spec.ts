import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Page } from "@playwright/test";
import { nameInFile, shopifyCsv, slugInFile } from "@/tests/support/shopify-csv";
import { ADA, CARDS, EmbeddedCheckout } from "../support/embedded-checkout";
import { type OwnStore, ownStore } from "../support/own-store";
import { commandOf } from "../support/store-command";
import { targetOfJourneys } from "../support/target";
import { test as base, expect } from "../support/test";

/** Of the merchant's file. Each night it has a hundred thousand. */
const ROWS = Number(process.env.LARGE_CATALOGUE_ROWS || 600);
/** For each row, on a machine with other work. */
const MS_PER_ROW = 15;
const PAGE = 24;
const MOST_PAGES = 15;
/** Has a moss variant, and pieces in stock. */
const BOUGHT = 79;

const test = base.extend<{ store: OwnStore }>({
  store: async ({ browserName: _ }, use) => {
    // A hundred thousand prices are no merchant's who keeps a copy of each at Stripe.
    const store = await ownStore({ CATALOG_MIRROR: "off" });
    await use(store);
    await store.stop();
  },
});

test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

test("A merchant's whole catalogue comes in by a file, and a shopper finds and buys one piece of it", async ({
  page,
  store,
}) => {
  test.setTimeout(240_000 + ROWS * MS_PER_ROW);
  const products = await bringIn(store);
  const main = page.getByRole("main");

  await page.goto(`${store.url}/categories/goods`);
  await expect(main.getByRole("status")).toHaveText(
    products > 1_000 ? /^1,000\+ products$/ : `${products} products`,
  );
  const seen = await lookThrough(page, Math.min(MOST_PAGES, Math.ceil(products / PAGE)));
  expect(seen.size).toBe(Math.min(products, MOST_PAGES * PAGE));

  await page.goto(`${store.url}/categories/goods?option=colour:moss&sort=price-desc`);
  const dearest = await slugsOn(page);
  expect(dearest.length).toBe(PAGE);
  expect(dearest.every((slug) => Number(slug.replace("goods-", "")) % 5 >= 2)).toBe(true);

  const [kind = "", number] = nameInFile(BOUGHT).split(" ");
  await page.goto(`${store.url}/search?q=${mistyped(kind)}+${number}`);
  await main.getByRole("link", { name: nameInFile(BOUGHT), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/products/${slugInFile(BOUGHT)}`));
  await main
    .getByRole("group", { name: /Colour/ })
    .getByText("Moss")
    .click();
  const added = page.waitForResponse((response) => response.request().method() === "POST");
  await main.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog")).toContainText(nameInFile(BOUGHT));
  await added;
  await page.goto(`${store.url}/cart`);
  await main.getByRole("link", { name: "Checkout", exact: true }).click();
  const checkout = new EmbeddedCheckout(page);
  await checkout.expectReady();
  await checkout.payByCard(CARDS.succeeds, ADA);
  await page.waitForURL(/\/orders\//, { timeout: 60_000 });
  await expect(main).toContainText(nameInFile(BOUGHT));
});

/** @returns how many products the file has */
async function bringIn({ variables }: OwnStore): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "large-catalogue-"));
  const [goods, categories] = [join(folder, "products.csv"), join(folder, "categories.jsonl")];
  const category = { type: "category", slug: "goods", parent: null, name: { en: "Goods" }, position: 90 };
  await writeFile(categories, JSON.stringify({ ...category, description: { en: "" } }));
  await pipeline(Readable.from(shopifyCsv(ROWS)), createWriteStream(goods));
  await commandOf(variables, "catalog-import", categories);
  const said = await commandOf(variables, "catalog-import", goods);
  expect(said).toContain(`${ROWS} rows read`);
  const products = Number(/products: (\d+) added, 0 changed/.exec(said)?.[1]);
  const again = await commandOf(variables, "catalog-import", goods);
  expect(again).toContain(`products: 0 added, 0 changed, ${products} unchanged`);
  await rm(folder, { recursive: true });
  return products;
}

/** Turns so many pages. @returns the slugs on them */
async function lookThrough(page: Page, pages: number): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let number = 1; number <= pages; number += 1) {
    for (const slug of await slugsOn(page)) seen.add(slug);
    if (number === pages) break;
    const address = page.url();
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL((url) => url.href !== address);
  }
  return seen;
}

const slugsOn = (page: Page): Promise<string[]> =>
  page
    .locator("main article a")
    .evaluateAll((all) =>
      all.map((one) => /\/products\/([^?]*)/.exec(one.getAttribute("href") ?? "")?.[1] ?? ""),
    );

/** Two letters in the wrong order. */
const mistyped = (word: string): string => word.replace(/(.)(.)$/, "$2$1");
