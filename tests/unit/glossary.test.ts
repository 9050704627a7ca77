import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

async function exportedNames(): Promise<ReadonlySet<string>> {
  const files = (await readdir("lib", { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const sources = await Promise.all(files.map((file) => readFile(join("lib", file), "utf8")));
  const exported = /^export (?:async )?(?:function|const|type|class) (\w+)/gm;
  return new Set(
    sources.flatMap((source) => Array.from(source.matchAll(exported), ([, name]) => name ?? "")),
  );
}

async function rows(): Promise<{ word: string; names: string[] }[]> {
  const text = await readFile("docs/glossary.md", "utf8");
  const cells = text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| word "))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return cells.map(([, word = "", , code = ""]) => ({
    word,
    names: Array.from(code.matchAll(/`(\w+)`/g), ([, name]) => name ?? ""),
  }));
}

describe("docs/glossary.md", () => {
  it("names for each word only types, tables and functions that the code has, and at least one", async () => {
    const known = await exportedNames();
    const wrong = (await rows()).filter(
      ({ names }) => names.length === 0 || names.some((name) => !known.has(name)),
    );
    expect(wrong).toEqual([]);
  });

  it("has each word once", async () => {
    const words = (await rows()).flatMap(({ word }) => word.split(", "));
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});
