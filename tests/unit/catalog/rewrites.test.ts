import {
  getRewrittenUrl,
  unstable_getResponseFromNextConfig as responseOf,
} from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import { LISTS, rewrites } from "@/i18n/rewrites";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { listingParams, parseListingQuery } from "@/lib/catalog/listing";

const EVERY = "sort=name&option=colour:moss&in=bowls&min=1&max=2&in-stock=1";

/** Each parameter that a listing's address can have, alone. */
const ASKED = ["after", "before"].flatMap((toward) => [
  ...listingParams(parseListingQuery(new URLSearchParams(`${EVERY}&${toward}=a~b`))),
]);

async function routeOf(url: string): Promise<string | null> {
  const response = await responseOf({ url, nextConfig: { rewrites: rewrites([]) } });
  const route = getRewrittenUrl(response);
  return route && new URL(route).pathname;
}

describe.each(routing.locales)("an address in %s", (locale) => {
  it.each(LISTS)("of %s with any parameter of a listing leads to where it is rendered", async (lists) => {
    for (const [key, value] of ASKED) {
      const url = localPath(locale, `/${lists}/bowls?${new URLSearchParams({ [key]: value })}`);
      expect(await routeOf(url)).toBe(`/${locale}/${lists}/bowls/refined`);
    }
  });

  it.each(LISTS)("of %s without one leads to the kept page", async (lists) => {
    expect(await routeOf(localPath(locale, `/${lists}/bowls`))).toBe(`/${locale}/${lists}/bowls`);
    expect(await routeOf(localPath(locale, `/${lists}/bowls?utm_source=mail`))).toBe(
      `/${locale}/${lists}/bowls`,
    );
  });

  it.each(["/", "/cart", "/orders/ord_1", "/products/bowl"])(
    "leads to its language's page: %s",
    async (path) => {
      expect(await routeOf(localPath(locale, path))).toBe(`/${locale}${path === "/" ? "" : path}`);
    },
  );

  it("of another page with such a parameter leads to that page", async () => {
    expect(await routeOf(localPath(locale, "/search?sort=name"))).toBe(`/${locale}/search`);
  });

  it("of a product as Markdown leads to its handler", async () => {
    expect(await routeOf(localPath(locale, "/products/bowl.md"))).toBe(`/${locale}/products/bowl/markdown`);
  });
});

it.each(["/api/cart", "/pictures/a.webp", "/videos/a.mp4", "/feeds/google.xml", "/_next/image"])(
  "%s is no page",
  async (path) => {
    expect(await routeOf(path)).toBeNull();
  },
);

it("looks at one rule for a kept page, as Next.js reads them anew for each request", async () => {
  const [first] = (await rewrites(["usd", "jpy"])()).afterFiles;
  for (const path of ["/categories/bowls", "/products/bowl"]) {
    const response = await responseOf({
      url: path,
      nextConfig: { rewrites: async () => (first ? [first] : []) },
    });
    expect(getRewrittenUrl(response)).toBe(`https://example.com/en${path}`);
  }
});
