import { describe, expect, it } from "vitest";
import { type QueryKnowledge, type QueryWord, queryText } from "@/lib/search/query-text";

const word = (text: string, more: Partial<QueryWord> = {}): QueryWord => ({
  word: text,
  stems: [text],
  stop: false,
  starts: [],
  ends: [],
  ...more,
});
const asked = (words: QueryWord[], more: Partial<QueryKnowledge> = {}) =>
  queryText({ words, synonyms: [], compounds: false, code: "#code", ...more });
const textOf = (...given: Parameters<typeof asked>) => asked(...given)?.text;

describe("the text that finds the goods", () => {
  it("wants every word, the last one also by its start, or the whole as a number", () => {
    expect(textOf([word("tea"), word("tow")])).toBe("(('tea' & 'tow':*) | '#code')");
  });

  it("does not look for the start of a word of two letters: too much begins so", () => {
    expect(textOf([word("to", { starts: ["towel", "tower"] })])).toBe(
      "(('to' | 'towel' | 'tower') | '#code')",
    );
  });

  it("leaves out small words as long as others are left", () => {
    const the = word("the", { stop: true });
    expect(textOf([the, word("mug")])).toBe("('mug':* | '#code')");
    expect(textOf([the])).toBe("('the':* | '#code')");
  });

  it("looks for parts of words where words are written together", () => {
    const words = [word("tisch"), word("deck", { ends: ["tischdeck"] })];
    expect(textOf(words, { compounds: true })).toBe("(('tisch':* & ('deck':* | 'tischdeck')) | '#code')");
  });

  it("takes a synonym in the place of all words that it is one for", () => {
    const synonyms = [
      { from: 0, to: 1, means: [["dish", "cloth"], []] },
      { from: 0, to: 0, means: [["chai"]] },
    ];
    expect(textOf([word("tea"), word("towel"), word("red")], { synonyms })).toBe(
      "(((('tea' & 'towel') | ('dish' & 'cloth')) & 'red':*) | '#code')",
    );
  });

  it("asks for the words as they are beside it, for the rank", () => {
    expect(asked([word("tea"), word("tow")])?.whole).toBe("('tea' & 'tow')");
  });

  it("is none for signs alone", () => {
    expect(asked([])).toBeNull();
    expect(asked([word("", { stems: [] })])).toBeNull();
  });

  it("quotes what PostgreSQL would read as its own signs", () => {
    expect(textOf([word("o'clock\\")])).toBe("('o''clock\\\\':* | '#code')");
  });
});
