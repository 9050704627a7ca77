import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { page, tables } from "@/tests/support/docs";

const [table] = tables(page("docs/threat-model.md")).filter(({ header }) => header[0] === "attack");
const rows = table?.rows ?? [];

describe("every attack in docs/threat-model.md", () => {
  it("is there", () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows.map(([attack = "", stopped = "", test = ""]) => ({ attack, stopped, test })))(
    "is stopped by something, and has a test that exists: $attack",
    ({ stopped, test }) => {
      expect(stopped).not.toBe("");
      const [, file = "", title = ""] = /^`([\w/.-]+)`: "(.+)"$/.exec(test.trim()) ?? [];
      expect([test, existsSync(file)]).toEqual([test, true]);
      expect(readFileSync(file, "utf8")).toContain(title);
    },
  );
});
