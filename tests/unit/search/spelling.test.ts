import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mistakesBetween, nearestWord, nearSpellings, wordParts } from "@/lib/search/spelling";

const candidate = (word: string, inName = true) => ({ word, shown: word, inName });
const letters = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 3, maxLength: 9 });

describe("spelling", () => {
  it("counts a letter too many, too few, another, and two that changed places as one mistake", () => {
    expect(mistakesBetween("muug", "mug")).toBe(1);
    expect(mistakesBetween("mg", "mug")).toBe(1);
    expect(mistakesBetween("mag", "mug")).toBe(1);
    expect(mistakesBetween("mgu", "mug")).toBe(1);
    expect(mistakesBetween("lantren", "lantern")).toBe(1);
    expect(mistakesBetween("", "mug")).toBe(3);
    expect(mistakesBetween("mug", "mug")).toBe(0);
  });

  it("knows exactly the spellings that are one mistake away", () => {
    fc.assert(
      fc.property(letters, letters, (word, other) => {
        expect(nearSpellings(word).includes(other)).toBe(mistakesBetween(word, other) === 1);
      }),
    );
    fc.assert(
      fc.property(letters, (word) => {
        for (const near of nearSpellings(word)) expect(mistakesBetween(word, near)).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  it("looks at few spellings, however long a word is", () => {
    expect(nearSpellings("ab")).toEqual([]);
    expect(nearSpellings("a".repeat(100))).toEqual([]);
    expect(nearSpellings("abcdefghijklmnopqrst").length).toBeLessThan(1200);
  });

  it("takes the nearest word, a word of a name before one of a description", () => {
    expect(nearestWord("lantrn", [candidate("lanes"), candidate("lantern")])?.word).toBe("lantern");
    expect(nearestWord("mag", [candidate("mat", false), candidate("mug")])?.word).toBe("mug");
    expect(nearestWord("mag", [candidate("bag"), candidate("mug")])?.word).toBe("mug");
  });

  it("takes no word that is another one", () => {
    expect(nearestWord("cup", [candidate("mug")])).toBeNull();
    expect(nearestWord("zeppelin", [candidate("pepper")])).toBeNull();
    expect(nearestWord("mug", [])).toBeNull();
  });

  it("parts a word that is written together, and drops what joins its parts", () => {
    expect(wordParts("leinenkissen")).toContainEqual(["leinen", "kissen"]);
    expect(wordParts("geburtstagskarte")).toContainEqual(["geburtstag", "karte"]);
    expect(wordParts("mugs")).toEqual([]);
  });
});
