import {
  unstable_doesMiddlewareMatch,
  unstable_getResponseFromNextConfig,
} from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import { LISTS, REFINEMENTS } from "@/i18n/rewrites";
import { otherLocales, routing } from "@/i18n/routing";
import { splitPath } from "@/lib/base/i18n-path";
import { hasPolicyOfItsOwn, loadsStripe } from "@/lib/http/page-policies";
import nextConfig from "@/next.config";
import { config } from "@/proxy";
import { addressOf, appFiles } from "@/tests/support/fuzz/route-files";

const STORE = "https://shop.example.com";
/** What `next build` keeps, as `whole-store/odd-requests.spec.ts` sees in the build. */
const KEPT = [
  "/[locale]",
  "/[locale]/categories/[slug]",
  "/[locale]/collections/[slug]",
  "/[locale]/legal/[page]",
  "/[locale]/products/[slug]",
];

const pages = appFiles("page.tsx")
  .map(addressOf)
  .filter((address) => address.startsWith("/[locale]"));

/** Addresses of a page in two languages, as a shopper sees them. */
const addressesOf = (page: string): string[] =>
  [routing.defaultLocale, ...otherLocales].map((locale) => {
    const prefix = locale === routing.defaultLocale ? "" : `/${locale}`;
    const rest = page
      .replace("/[locale]", prefix)
      .replace("[...rest]", "no/such.page")
      .replace(/\[\w+\]/g, "x.1");
    return rest === "" ? "/" : rest;
  });

const proxied = (path: string, headers: Record<string, string> = {}) =>
  unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: `${STORE}${path}`, headers });

async function fixedPolicy(path: string): Promise<string | null> {
  const { headers } = await nextConfig("phase-production-server");
  if (!headers) throw new Error("no headers");
  const response = await unstable_getResponseFromNextConfig({
    url: `${STORE}${path}`,
    nextConfig: { headers },
  });
  return response.headers.get("content-security-policy");
}

/** The proxy's list, the handlers' list and that of `next.config.ts` are one. */
async function expectPolicy(path: string, whose: "own" | "fixed"): Promise<void> {
  const { pathname, searchParams } = new URL(path, STORE);
  expect([path, hasPolicyOfItsOwn(splitPath(pathname).path, searchParams)]).toEqual([path, whose === "own"]);
  expect([path, proxied(path)]).toEqual([path, whose === "own"]);
  expect([path, (await fixedPolicy(path)) !== null]).toEqual([path, whose === "fixed"]);
}

it.each([
  "/local/mail/mail_1/html",
  "/api/admin/orders/K7Q4-M2XD/emails/12",
  "/api/admin/settings/emails/order_confirmed/de",
])("no policy takes the place of the one that an e-mail in a frame has: %s", async (path) => {
  expect(await fixedPolicy(path)).toBeNull();
});

it.each(["/api", "/api/admin/orders/K7Q4-M2XD/notes", "/api/admin/settings/emails", "/api/health"])(
  "a call has the fixed policy: %s",
  async (path) => {
    expect(await fixedPolicy(path)).not.toBeNull();
  },
);

describe("the policy of a page", () => {
  it.each(pages.filter((page) => !KEPT.includes(page) && !page.endsWith("/refined")))(
    "has a nonce where the page is made for its request: %s",
    async (page) => {
      for (const path of addressesOf(page)) await expectPolicy(path, "own");
    },
  );

  it.each(KEPT)("is always the same where the page is kept: %s", async (page) => {
    expect(pages).toContain(page);
    for (const path of addressesOf(page)) {
      await expectPolicy(path, "fixed");
      await expectPolicy(`${path}?page=1`, "fixed");
    }
  });

  it.each(REFINEMENTS)("has a nonce where a list is refined by %s", async (key) => {
    for (const lists of LISTS) {
      await expectPolicy(`/${lists}/cups?${key}=1`, "own");
      await expectPolicy(`/fr/${lists}/cups?${key}=1`, "own");
    }
  });

  it.each([
    "/api/cart",
    "/_next/static/x.js",
    "/art/mug.jpg",
    "/pictures/mug.jpg",
    "/videos/mug.mp4",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-products.xml",
    "/feeds/google.xml",
    "/llms.txt",
    "/products/mug.md",
    "/fr/products/mug.md",
    "/local/mail",
  ])("is always the same for what is no page of the shop: %s", (path) => expectPolicy(path, "fixed"));

  it("allows Stripe on the checkout and the saved cards alone", () => {
    const withStripe = pages.filter((page) => loadsStripe(page.replace("/[locale]", "") || "/"));
    expect(withStripe).not.toEqual([]);
    for (const page of withStripe)
      expect(page).toMatch(/^\/\[locale\]\/(checkout\/\w+|account\/payment-methods)$/);
    for (const path of ["/checkouts", "/account", "/account/payment-methods-x", "/"])
      expect(loadsStripe(path)).toBe(false);
  });
});

describe("a form that is posted to a page", () => {
  it.each(["/", "/products/mug", "/fr/cart"])("is looked at before Next.js reads it: %s", (path) => {
    expect(proxied(path, { "content-type": "multipart/form-data; boundary=x" })).toBe(true);
    expect(proxied(path, { "next-action": "x" })).toBe(true);
  });

  it("of a handler is the handler's own matter", () => {
    expect(
      proxied("/api/cart", { "content-type": "multipart/form-data; boundary=x", "next-action": "x" }),
    ).toBe(false);
  });
});
