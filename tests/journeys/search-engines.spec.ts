import { vocabularyProblems } from "../support/schema-org";
import { expect, test } from "./support/test";

const LANGUAGES = ["en", "fr", "de", "x-default"];

test("a program reads the shop: its data, its languages, its goods as Markdown and as a feed", async ({
  page,
  request,
}) => {
  for (const path of [
    "/",
    "/products/dinner-plate",
    "/fr/products/stoneware-mug",
    "/de/categories/ceramics",
  ]) {
    await page.goto(path);
    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(vocabularyProblems(JSON.parse(block))).toEqual([]);
    const languages = page.locator('link[rel="alternate"][hreflang]');
    const named = await languages.evaluateAll((links) => links.map((link) => link.getAttribute("hreflang")));
    expect(named.sort()).toEqual([...LANGUAGES].sort());
  }

  for (const prefix of ["", "/fr", "/de"]) {
    await page.goto(`${prefix}/products/dinner-plate`);
    const markdown = await page.locator('link[rel="alternate"][type="text/markdown"]').getAttribute("href");
    const { pathname } = new URL(markdown ?? "");
    expect(pathname).toBe(`${prefix}/products/dinner-plate.md`);
    const text = await request.get(pathname);
    expect(text.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
    const name = await page.getByRole("heading", { level: 1 }).textContent();
    expect(await text.text()).toMatch(new RegExp(`^# ${name}\n`));
  }
  expect((await request.get("/products/never.md")).status()).toBe(404);

  expect(await (await request.get("/llms.txt")).text()).toContain("/categories/ceramics");
  const feed = await request.get("/feeds/google.xml?locale=de&country=DE");
  expect(await feed.text()).toMatch(/<g:id>KC-PLATE-\w+-\d+<\/g:id>[\s\S]*<\/rss>\n$/);
});

test("a list is indexed once, and its filters are not", async ({ page }) => {
  await page.goto("/categories/ceramics");
  await expect(page.locator('meta[name="robots"]')).toHaveCount(0);
  await page.goto("/categories/ceramics?sort=price-asc");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, follow");
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", /\/categories\/ceramics$/);
});
