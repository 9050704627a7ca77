import fc from "fast-check";
import { expect, it } from "vitest";
import { routing } from "@/i18n/routing";
import { testDatabase } from "@/tests/support/database";
import { searchOf, sellDemonstration } from "@/tests/support/demo-search";

const { db } = await testDatabase();
await sellDemonstration(db);
const { find, suggest } = searchOf(db);

const ODD = [
  "\0",
  "mug\0",
  "'",
  "\\",
  "''':*",
  "mug & !plate | (jug <-> vase)",
  ":*",
  "mug:*A",
  "%",
  "_",
  "%%%mug%%%",
  '"exact phrase"',
  "-mug",
  "🍵",
  "🍵 mug 👩‍👩‍👧",
  "杯子 コップ 컵",
  "чашка ЧАШКА",
  "كوب",
  "ʼʻ′″",
  "ﬁne ½ № ℃",
  "e\u0301cru",
  "\ud800",
  "a".repeat(5000),
  "mug ".repeat(500),
  "<script>alert(1)</script>",
  "'; drop table products; --",
  "1e400 -5 3.5 1/2 a@b.c http://x.y/z",
];

const signs = fc.constantFrom(..."'\"\\&|!():*<->%_#@$;\0 \n\t.,/?´`’“😀éßüœ漢字");
const typed = fc.oneof(
  fc.string({ unit: signs, maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ unit: fc.constantFrom("mug", "linen", "tisch", "'", "&", " ", "\\"), maxLength: 30 }),
);
const cursor = fc.option(
  fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom("0.0.x", "99999999999.1.x", "1.99999999999999999999.x", "1.1.\0"),
  ),
);

it("Whatever is typed, there is an answer", async () => {
  for (const text of ODD) {
    for (const locale of routing.locales) {
      await find(text, locale);
      await suggest(text, locale);
    }
  }
});

it("Whatever else is typed, there is an answer, and it is never more than a page", async () => {
  await fc.assert(
    fc.asyncProperty(
      typed,
      fc.constantFrom(...routing.locales),
      cursor,
      fc.boolean(),
      async (text, locale, after, exact) => {
        const found = await find(text, locale, { after, exact });
        expect(found.slugs.length).toBeLessThanOrEqual(24);
        expect((await suggest(text, locale)).slugs.length).toBeLessThanOrEqual(8);
      },
    ),
    { numRuns: 150 },
  );
});

it("Signs around words change nothing", async () => {
  for (const text of ["«mug»", "mug!", "(mug)", "mug & ", "'mug'", "“Mug”", "mug\0", "🍵 mug"])
    expect([text, (await find(text)).slugs]).toEqual([text, ["stoneware-mug"]]);
});
