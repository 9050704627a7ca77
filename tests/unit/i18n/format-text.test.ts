import compile from "icu-minify/compile";
import type { getTranslations } from "next-intl/server";
import { describe, expect, expectTypeOf, it } from "vitest";
import { compiledText, formatText, textWithHoles } from "@/i18n/format-text";
import { routing } from "@/i18n/routing";
import { type Translator, textsFor, translator } from "@/i18n/texts.server";

const prepared = (message: string, locale = "en") => compiledText(compile(message), locale);

describe("a text for the browser", () => {
  it("is the words themselves where it has no placeholders", () => {
    expect(prepared("Close the cart")).toBe("Close the cart");
    expect(formatText("Close the cart", {})).toBe("Close the cart");
  });

  it("takes its values, in the plural of its language", () => {
    const items = "{count, plural, =0 {nothing} one {# thing} other {# things}}";
    expect([0, 1, 1_000].map((count) => formatText(prepared(items), { count }))).toEqual([
      "nothing",
      "1 thing",
      "1,000 things",
    ]);
    const french = "{count, plural, one {# article} other {# articles}}";
    expect(formatText(prepared(french, "fr"), { count: 0 })).toBe("0 article");
    expect(formatText(prepared(french, "de"), { count: 0 })).toBe("0 articles");
  });

  it("is told apart from words that look like one", () => {
    expect(formatText(prepared("[new]"), {})).toBe("[new]");
  });

  it("fails for a value that is not given", () => {
    expect(() => formatText(prepared("{name} is gone"), {})).toThrow("name");
  });

  it("leaves holes for elements", () => {
    expect(textWithHoles(prepared("Pay {amount}"), ["amount"])).toBe("Pay {amount}");
    expect(textWithHoles("Order {number}", ["number"])).toBe("Order {number}");
  });
});

describe("texts by language and area", () => {
  it.each(routing.locales)("are found in %s, on the server as in the browser", (locale) => {
    const values = { name: "Mug", now: "1 €", before: "2 €" };
    expect(translator(locale, "cart")("problems.price_changed", values)).toBe(
      formatText(textsFor(locale, "cart").problems.price_changed, values),
    );
  });

  it("have keys that the compiler knows", () => {
    type Known = Parameters<Translator<"cart">>[0];
    type OnPages = Parameters<Awaited<ReturnType<typeof getTranslations<"cart">>>>[0];
    expectTypeOf<"problems.sold_out">().toExtend<Known>();
    expectTypeOf<"problems.nothing">().not.toExtend<Known>();
    expectTypeOf<"problems.sold_out">().toExtend<OnPages>();
    expectTypeOf<"problems.nothing">().not.toExtend<OnPages>();
  });
});
