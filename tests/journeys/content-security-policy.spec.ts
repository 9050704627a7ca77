import { readFileSync } from "node:fs";
import { surroundings } from "./support/surroundings";
import { expect, test } from "./support/test";

test.use({ expectedErrors: [/Content Security Policy/] });

test("A script that somebody got into a page does not run, and the store's log says so without the page's address", async ({
  page,
}) => {
  await page.goto("/sign-in?next=/orders/ord_secret");
  await page.evaluate(() => {
    const attribute = `<img src="/nothing.png" onerror="document.documentElement.dataset.owned = 'yes'">`;
    document.write(`${attribute}<script>document.documentElement.dataset.owned = 'yes'</script>`);
  });
  const told = () =>
    readFileSync("test-results/services.log", "utf8")
      .split("\n")
      .filter((line) => line.includes("content security policy stopped inline on /sign-in"));
  await expect.poll(() => told().length).toBeGreaterThanOrEqual(2);
  expect(told().join("\n")).not.toContain("ord_secret");
  await expect(page.locator("html")).not.toHaveAttribute("data-owned");
});

test("No kept page of the build is one that has a nonce", async () => {
  const manifest = JSON.parse(readFileSync(`${surroundings().build}/prerender-manifest.json`, "utf8"));
  expect(Object.keys(manifest.dynamicRoutes).sort()).toEqual([
    "/[locale]",
    "/[locale]/categories/[slug]",
    "/[locale]/collections/[slug]",
    "/[locale]/legal/[page]",
    "/[locale]/products/[slug]",
  ]);
});
