import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import { countedText } from "@/i18n/counted-text";
import { compiledText, formatText } from "@/i18n/format-text";
import { type Locale, routing } from "@/i18n/routing";
import { textForCount } from "@/i18n/text-for-count";
import { textsFor } from "@/i18n/texts.server";

const prepared = (message: string, locale: Locale) => compiledText(compile(message), locale);

const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100, 101, 1_000, 12_345, 1_000_000];

describe("a text of a count for the browser", () => {
  it.each(routing.locales)("says for every count what its message says (%s)", (locale) => {
    const messages = [
      textsFor(locale, "cart").badge,
      textsFor(locale, "catalog").fewLeft,
      prepared("{count, plural, one {one} other {#}} of 3", locale),
      prepared("{count, plural, =0 {none} one {# piece} many {# of them} other {# pieces}}", locale),
    ];
    for (const message of messages) {
      const counted = countedText(message, locale);
      expect(COUNTS.map((count) => textForCount(counted, count))).toEqual(
        COUNTS.map((count) => formatText(message, { count })),
      );
    }
  });
});
