import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { page, tables } from "@/tests/support/docs";

const [table] = tables(page("docs/testing.md")).filter(({ header }) => header[0] === "trap");
const rows = (table?.rows ?? []).map(([trap = "", test = ""]) => ({ trap, test }));

describe("every trap in docs/testing.md", () => {
  it("is there", () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)("has a test of that title: $trap", ({ test }) => {
    const [, file = "", title = ""] = /^`([\w/.-]+)`: "(.+)"$/.exec(test) ?? [];
    expect([test, existsSync(file)]).toEqual([test, true]);
    const text = readFileSync(file, "utf8");
    expect(text.split(`"${title}"`).length - 1, `${file}: "${title}"`).toBe(1);
    // Neither left out, nor the only one that runs.
    expect(text).not.toMatch(/\b(?:it|test|describe)\.(?:skip|only|todo|fixme)\("/);
  });
});
