import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { withFormula, withoutFormula } from "@/lib/catalog/goods/formulas";
import { htmlOfText, textOfHtml } from "@/lib/catalog/goods/html-text";
import { readPrice, writePrice } from "@/lib/catalog/goods/price-text";
import { isSlugText, toSlug } from "@/lib/catalog/goods/slug-text";

const eur = currency("eur");

describe("a cell that a spreadsheet would run", () => {
  it.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''=1"])(
    "is written as a text: %j",
    (cell) => {
      expect(withoutFormula(cell)).toBe(`'${cell}`);
    },
  );

  it("is read back, and so is every other", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string().map((text) => `'=${text}`),
      fc.stringMatching(/^'{0,3}[=+@-].*$/),
    );
    fc.assert(fc.property(cell, (text) => withFormula(withoutFormula(text)) === text));
    expect(withFormula("'quoted'")).toBe("'quoted'");
  });
});

describe("a description in HTML", () => {
  it("becomes paragraphs, lines and points", () => {
    expect(
      textOfHtml(
        "<h2>Mug</h2>\n <p>Holds <b>tea</b> &amp; coffee.<br>Hot.</p><ul><li>One</li><li>Two</li></ul>",
      ),
    ).toBe("Mug\n\nHolds tea & coffee.\nHot.\n\n• One\n\n• Two");
  });

  it.each([
    "<script>alert(1)</script>",
    "<style>p{}</style>",
    "<iframe srcdoc='<script>x</script>'></iframe>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<!-- x --><template>x</template>",
  ])("leaves nothing of %s", (html) => {
    expect(textOfHtml(`<p>a</p>${html}<p>b</p>`)).toBe("a\n\nb");
  });

  it("gives the text of plain text, and of what the store writes", () => {
    const line = fc.stringMatching(/^[^\s]+( [^\s]+)*$/);
    const text = fc
      .array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 3 })
      .map((parts) => parts.map((lines) => lines.join("\n")).join("\n\n"));
    fc.assert(fc.property(text, (given) => textOfHtml(htmlOfText(given)) === given));
    expect(textOfHtml("Just words")).toBe("Just words");
  });
});

describe("an amount in a file", () => {
  it("is read back as it was written, in every kind of currency", () => {
    const amount = fc.integer({ min: 0, max: 9_999 }).map((steps) => steps * 100);
    const code = fc.constantFrom("eur", "jpy", "kwd", "isk").map(currency);
    fc.assert(
      fc.property(amount, code, (minor, money) => {
        expect(readPrice(writePrice(minor, money), money)).toEqual({ ok: true, amount: minor });
      }),
    );
  });

  it.each([
    ["24.005", "price_decimals"],
    ["-1", "price_negative"],
    ["24,00", "price_invalid"],
    ["1,234.50", "price_invalid"],
    ["€24", "price_invalid"],
    ["", "price_invalid"],
    ["1e3", "price_invalid"],
    ["1000000.00", "price_invalid"],
    ["9".repeat(400), "price_invalid"],
  ])("refuses %j: %s", (text, code) => {
    expect(readPrice(text, eur)).toMatchObject({ ok: false, code });
  });

  it("takes a comma where columns are separated otherwise, and zeros that say nothing", () => {
    expect(readPrice("24,50", eur, { comma: true })).toEqual({ ok: true, amount: 2450 });
    expect(readPrice("24.500", eur)).toEqual({ ok: true, amount: 2450 });
    expect(readPrice("24.00", currency("jpy"))).toEqual({ ok: true, amount: 24 });
    expect(readPrice("24.50", currency("jpy"))).toMatchObject({ code: "price_decimals" });
    expect(readPrice("24.50", currency("isk"))).toMatchObject({ code: "price_decimals" });
  });
});

describe("an address made of a title", () => {
  it("is one, unless nothing is left", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (title) => toSlug(title) === "" || isSlugText(toSlug(title)),
      ),
    );
    expect(toSlug("Größe (cm)")).toBe("grosse-cm");
    expect(toSlug("日本のカップ")).toBe("日本のカップ");
  });

  it.each(["../x", "a b", "A", "", "-a", "a/b", "a?b", "a".repeat(201)])("can't be %j", (slug) => {
    expect(isSlugText(slug)).toBe(false);
  });
});
