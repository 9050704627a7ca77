import { unstable_doesMiddlewareMatch as matches } from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import { redirects } from "@/i18n/rewrites";
import { routing } from "@/i18n/routing";
import { localPath, splitPath } from "@/lib/base/i18n-path";
import { inLocale, mapLocales } from "@/lib/base/i18n-text";
import { config } from "@/proxy";

const isProxied = (url: string) => matches({ config, url });

describe.each(routing.locales)("the addresses in %s", (locale) => {
  it.each(["/", "/cart", "/orders/ord_1"])("lead to %s and back", (path) => {
    expect(splitPath(localPath(locale, path))).toEqual({ locale, path });
  });

  it.each([
    "/checkout/elements",
    "/checkout/return",
    "/account/payment-methods",
    "/account",
    "/cart",
    "/search",
  ])("bring a policy of its own at %s", (path) => {
    expect(isProxied(localPath(locale, path))).toBe(true);
  });

  it.each(["/", "/products/bud-vase", "/categories/ceramics"])(
    "keep cached pages out of that: %s",
    (path) => {
      expect(isProxied(localPath(locale, path))).toBe(false);
    },
  );
});

it("no route of the API is taken for a page in a language", () => {
  expect(isProxied("/api/checkout/start")).toBe(false);
});

it("only the default language loses its prefix", async () => {
  expect((await redirects()).map(({ source }) => source)).toEqual([
    `/${routing.defaultLocale}`,
    `/${routing.defaultLocale}/:path*`,
  ]);
});

describe("a text of the merchant's", () => {
  it("is shown in the default language where there is none in the shopper's", () => {
    expect(inLocale({ en: "Mug", fr: "Tasse" }, "fr")).toBe("Tasse");
    expect(inLocale({ en: "Mug", fr: "Tasse" }, "de")).toBe("Mug");
    expect(inLocale({ en: "Mug", de: "" }, "de")).toBe("Mug");
  });

  it("that is made of others has the languages of any of them", () => {
    const texts = [{ en: "Moss", fr: "Mousse" }, { en: "27 cm" }];
    expect(mapLocales(texts, (locale) => texts.map((text) => inLocale(text, locale)).join(" / "))).toEqual({
      en: "Moss / 27 cm",
      fr: "Mousse / 27 cm",
    });
  });
});
