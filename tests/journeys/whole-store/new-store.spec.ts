import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type CopiedStore, copiedStore } from "../support/copied-store";
import { demonstrationIn } from "../support/demonstration-words";
import { ADA, CARDS, EmbeddedCheckout } from "../support/embedded-checkout";
import { targetOfJourneys } from "../support/target";
import { test as base, expect } from "../support/test";

const NAME = "Atelier Nord";

const test = base.extend<{ copy: CopiedStore }>({
  copy: async ({ browserName: _ }, use) => {
    const copy = await copiedStore();
    await use(copy);
    await copy.remove();
  },
});

/** Builds a store, which takes minutes beside other journeys. */
const MINUTES = 10;

test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

test("A merchant makes a shop by npm run new-store, and its first product is bought in their name alone", async ({
  page,
  copy,
}) => {
  test.setTimeout(MINUTES * 60_000);
  const answers = [`--name=${NAME}`, "--email=hello@atelier.example", "--country=DE", "--currency=EUR"];
  const goods = ["--languages=de,en", "--product=Rote Schale, 24.50"];
  const said = await copy.npm("new-store", ...answers, ...goods, "--yes");
  expect(said).toContain(`${NAME} is ready`);
  const url = await copy.start();
  await page.goto(url);
  await expect(page).toHaveTitle(new RegExp(NAME));
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("list", { name: "Sprache" })).toHaveText("DEEN");
  const hreflangs = page.locator("link[rel=alternate][hreflang]");
  expect(await hreflangs.evaluateAll((all) => all.map((one) => one.getAttribute("hreflang")))).toEqual([
    ...["de", "en", "x-default"],
  ]);
  await page.goto(`${url}/fr/products/rote-schale`);
  await expect(page).toHaveURL(`${url}/products/rote-schale`);

  await page.goto(`${url}/search?q=rohte+schalen`);
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Rote Schale" }).click();
  const added = page.waitForResponse((response) => response.request().method() === "POST");
  await main.getByRole("button", { name: "In den Warenkorb" }).click();
  await expect(page.getByRole("dialog")).toContainText("Rote Schale");
  await added;
  await page.goto(`${url}/cart`);
  expectOwn(await page.content());
  await main.getByRole("link", { name: "Zur Kasse", exact: true }).click();
  const checkout = new EmbeddedCheckout(page);
  await checkout.expectReady();
  await expect(page.getByText("Abholung im Laden")).toHaveCount(0);
  expectOwn(await page.content());
  await checkout.frame.getByRole("combobox", { name: "Land oder Region" }).first().selectOption("DE");
  await checkout.payByCard(CARDS.succeeds, { ...ADA, city: "Berlin", postalCode: "10115" });
  await page.waitForURL(/\/orders\//, { timeout: 60_000 });
  await expect(main).toContainText("Rote Schale");
  await expect(main).toContainText("33,40\u00a0€");
  expectOwn(await page.content());

  await expect.poll(async () => (await mails(copy)).join("\n")).toContain("Vielen Dank");
  for (const mail of await mails(copy)) expectOwn(mail);
  const pages = await everyPage(page, url);
  expect(pages).toEqual(expect.arrayContaining(["/", "/en", "/products/rote-schale", "/legal/imprint"]));
  expect(pages.filter((path) => /^\/(?:fr|de)(?:\/|$)/.test(path))).toEqual([]);
  expect(await copy.npm("doctor")).toContain("Nothing is wrong.");
});

const expectOwn = (text: string) => {
  expect(text).toContain(NAME);
  expect(demonstrationIn(text)).toEqual([]);
};

async function mails({ dataDir }: CopiedStore): Promise<string[]> {
  const folder = join(dataDir, "mail");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}

/** Goes wherever links and maps lead, from the shop's first page on. @returns the paths. */
async function everyPage(page: Page, url: string): Promise<string[]> {
  const paths = new Set([
    "/",
    "/llms.txt",
    "/feeds/google.xml",
    "/sitemap.xml",
    "/sign-in",
    "/search?q=schale",
  ]);
  for (const path of paths) {
    const answer = await page.request.get(url + path);
    expect(answer.status(), path).toBe(200);
    const text = await answer.text();
    if (!path.startsWith("/sitemap")) expectOwn(text);
    for (const [, inPage, inMap] of text.matchAll(LINK)) {
      const { origin, pathname } = new URL(inPage ?? inMap ?? "", url);
      if (origin === url) paths.add(pathname);
    }
  }
  return [...paths];
}

/** A link of a page, or an address in a map for search engines. */
const LINK = /<a [^>]*href="([^"#?]*)|<loc>([^<]*)/g;
