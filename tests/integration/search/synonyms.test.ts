import { beforeEach, describe, expect, it } from "vitest";
import { listSynonyms, replaceSynonyms } from "@/lib/search/synonyms.server";
import { testDatabase } from "@/tests/support/database";
import { searchOf, sellDemonstration } from "@/tests/support/demo-search";

const { db } = await testDatabase();
await sellDemonstration(db);
const { find, suggest } = searchOf(db);
const found = async (...asked: Parameters<typeof find>) => (await find(...asked)).slugs;

const FILE = {
  en: [
    ["pitcher", "jug"],
    ["dish towel", "tea towel"],
    { words: ["crockery"], means: ["plate", "serving bowl"] },
  ],
  de: [["Kanne", "Krug"]],
};

beforeEach(async () => {
  expect(await replaceSynonyms(db, FILE)).toEqual({ ok: true, count: 4 });
});

describe("synonyms of the merchant", () => {
  it("find each other, in every form of the word, and in their language alone", async () => {
    expect(await found("pitcher")).toEqual(["pouring-jug"]);
    expect(await found("Pitchers")).toEqual(["pouring-jug"]);
    expect(await found("jug")).toEqual(["pouring-jug"]);
    expect(await found("kannen", "de")).toEqual(["pouring-jug"]);
    expect(await found("kannen", "fr")).toEqual([]);
    expect((await suggest("pitcher")).slugs).toEqual(["pouring-jug"]);
  });

  it("may be phrases, with other words beside them", async () => {
    expect(await found("dish towels")).toEqual(["tea-towel"]);
    expect(await found("dish towel linen")).toEqual(["tea-towel"]);
    expect(await found("dish towel bamboo")).toEqual([]);
  });

  it("may go one way", async () => {
    expect((await found("crockery")).sort()).toEqual(["dinner-plate", "serving-bowl"]);
    const plates = await found("plate");
    await replaceSynonyms(db, {});
    expect(await found("plate")).toEqual(plates);
    expect(await found("crockery")).toEqual([]);
  });

  it("are no typing mistakes", async () => {
    expect((await find("pitcher")).corrected).toBeNull();
  });

  it("come out of the store as they went in", async () => {
    expect(await listSynonyms(db)).toEqual(FILE);
  });

  it.each([
    ["a language that the shop does not have", { xx: [["a", "b"]] }],
    ["one word alone", { en: [["sofa"]] }],
    ["signs alone", { en: [["?!", "mug"]] }],
    ["another shape", { en: [{ from: "cup", to: "mug" }] }],
    ["no list", "pitcher = jug"],
    ["too many words in one", { en: [Array.from({ length: 50 }, (_, at) => `word${at}`)] }],
  ])("are refused with %s, and those before stay", async (_, given) => {
    expect(await replaceSynonyms(db, given)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/./),
    });
    expect(await listSynonyms(db)).toEqual(FILE);
  });
});
