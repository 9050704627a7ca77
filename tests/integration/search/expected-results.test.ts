import { describe, expect, it } from "vitest";
import type { Locale } from "@/i18n/routing";
import { testDatabase } from "@/tests/support/database";
import { searchOf, sellDemonstration } from "@/tests/support/demo-search";

const { db } = await testDatabase();
await sellDemonstration(db);
const { find } = searchOf(db);

/** What was typed, the first results in their order, and what was searched instead. */
type Expected = [typed: string, first: string[], corrected?: string];

const EXPECTED: Record<Locale, Record<string, Expected[]>> = {
  en: {
    "a word of the name before a word of the description": [
      ["mug", ["stoneware-mug"]],
      ["linen", ["cushion-cover", "linen-napkins"]],
      ["paper", ["wrapping-paper", "desk-tray", "paper-lantern"]],
      ["stoneware", ["stoneware-mug", "table-lamp"]],
    ],
    "one and many": [
      ["mugs", ["stoneware-mug"]],
      ["napkin", ["linen-napkins"]],
      ["candle", ["beeswax-candles", "candle-holder"]],
      ["vases", ["bud-vase"]],
    ],
    "the forms of a verb": [
      ["pour", ["pouring-jug"]],
      ["wrap", ["wrapping-paper"]],
      ["folded", ["wrapping-paper", "paper-lantern"]],
    ],
    "the start of the last word, in any case": [
      ["PENC", ["cedar-pencil"]],
      ["stonew", ["stoneware-mug", "table-lamp"]],
      ["wrappi", ["wrapping-paper"]],
      ["tea t", ["tea-towel"]],
    ],
    "every word, and the colour among them": [
      ["moss plate", ["dinner-plate"]],
      ["plate moss", ["dinner-plate"]],
      ["moss pencil", []],
      ["stoneware lamp", ["table-lamp"]],
    ],
    "without the small words": [
      ["a plate for the dinner", ["dinner-plate"]],
      ["the jug", ["pouring-jug"]],
    ],
    "a category": [["textiles", ["wool-blanket", "cushion-cover", "linen-napkins", "tea-towel"]]],
    "a number, however it is written": [
      ["KC-MUG", ["stoneware-mug"]],
      ["kc mug", ["stoneware-mug"]],
      ["kcmug", ["stoneware-mug"]],
    ],
    "typing mistakes": [
      ["mgu", ["stoneware-mug"], "mug"],
      ["lantren", ["paper-lantern"], "lantern"],
      ["cusion", ["cushion-cover"], "cushion"],
      ["blannket", ["wool-blanket"], "blanket"],
      ["linnen napkinz", ["linen-napkins"], "linen napkins"],
      ["notbok", ["cloth-notebook"], "notebook"],
    ],
    nothing: [
      ["zeppelin", []],
      ["", []],
      ["?!", []],
    ],
  },
  fr: {
    "one and many": [
      ["bougie", ["beeswax-candles"]],
      ["serviette", ["linen-napkins"]],
      ["assiettes plates", ["dinner-plate"]],
      ["torchons", ["tea-towel"]],
    ],
    "the forms of a verb": [
      ["tournés", ["stoneware-mug"]],
      ["imprimer", ["wrapping-paper"]],
    ],
    "with and without accents": [
      ["cedre", ["cedar-pencil"]],
      ["Cèdre", ["cedar-pencil"]],
      ["GRÈS", ["stoneware-mug", "table-lamp"]],
      ["lumiere", ["table-lamp"]],
      ["necessaire a lettres", ["letter-set"]],
    ],
    "with an article": [
      ["l’abeille", ["beeswax-candles"]],
      ["l'abeille", ["beeswax-candles"]],
      ["la lampe de table", ["table-lamp"]],
    ],
    "typing mistakes": [
      ["lantrene", ["paper-lantern"], "lanterne"],
      ["couvreture", ["wool-blanket"], "couverture"],
      ["soliflor", ["bud-vase"]],
    ],
  },
  de: {
    "one and many": [
      ["Kerze", ["candle-holder", "beeswax-candles"]],
      ["Servietten", ["linen-napkins"]],
      ["Notizbücher", ["cloth-notebook"]],
      ["Vasen", ["bud-vase"]],
    ],
    "with and without accents": [
      ["geschirrtuch", ["tea-towel"]],
      ["Geschirrtücher", ["tea-towel"]],
      ["geschirrtuecher", ["tea-towel"], "geschirrtuch"],
      ["gedruckt", ["pendant-shade", "wrapping-paper"]],
      ["draussen weiss", []],
    ],
    "a part of a word that is written together": [
      ["Decke", ["wool-blanket"]],
      ["Lampe", ["table-lamp"]],
      ["Vase", ["bud-vase"]],
      ["Becher", ["stoneware-mug"]],
      ["Tuch", ["tea-towel"]],
      ["Papier", ["desk-tray", "paper-lantern", "wrapping-paper"]],
      ["Leinen Servietten", ["linen-napkins"]],
      ["Wolle Decke", ["wool-blanket"]],
      ["Tisch-Lampe", ["table-lamp"]],
    ],
    "a word written together of parts that stand apart": [
      ["Leinenkissenbezug", ["cushion-cover"]],
      ["Papierbogen", ["wrapping-paper"]],
    ],
    "typing mistakes": [
      ["Kissenbezg", ["cushion-cover"], "kissenbezug"],
      ["Papierlatrene", ["paper-lantern"], "papierlaterne"],
      ["Bleisitft", ["cedar-pencil"], "bleistift"],
    ],
  },
};

for (const [locale, kinds] of Object.entries(EXPECTED)) {
  describe(`search in ${locale} finds`, () => {
    for (const [kind, expected] of Object.entries(kinds)) {
      it(kind, async () => {
        for (const [typed, first, corrected = null] of expected) {
          const found = await find(typed, locale as Locale);
          expect({
            typed,
            first: found.slugs.slice(0, Math.max(1, first.length)),
            corrected: found.corrected,
          }).toEqual({
            typed,
            first,
            corrected,
          });
        }
      });
    }
  });
}
