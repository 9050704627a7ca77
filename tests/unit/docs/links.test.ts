import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PAGES } from "@/tests/support/docs";

const LINK = /\]\(([^)#:\s]*)(?:#([^)]*))?\)/g;

/** The name that GitHub gives a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

const anchors = (text: string) =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading]) => anchor(heading ?? ""));

describe.each(PAGES)("$file", ({ file, text }) => {
  it("links only to files, and to headings that they have", () => {
    const wrong = Array.from(text.matchAll(LINK)).filter(([, link = "", heading]) => {
      const target = link === "" ? file : join(dirname(file), link);
      if (!existsSync(target)) return true;
      return heading !== undefined && !anchors(readFileSync(target, "utf8")).includes(heading);
    });
    expect(wrong.map(([link]) => link)).toEqual([]);
  });
});

it("each decision has a number of its own, in its name and its heading", async () => {
  const files = (await readdir("docs/decisions")).sort();
  const headings = files.map(
    (file) => /^# (\d+)/.exec(readFileSync(join("docs/decisions", file), "utf8"))?.[1],
  );
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  expect(headings.map(Number)).toEqual(files.map((_, index) => index + 1));
});
