import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "@/tests/support/docs";

const code = (file: string) => readFileSync(file, "utf8");

describe("a file that a spreadsheet opens", () => {
  it("runs no cell as a formula: whatever writes one takes formulas out", () => {
    const writers = REPOSITORY.filter(
      (file) => /^(?:app|lib|scripts)\/.*\.ts$/.test(file) && /import \{[^}]*\bcsvLine\b/.test(code(file)),
    );
    expect(writers.length).toBeGreaterThan(5);
    expect(writers.filter((file) => !/\bwithoutFormula\b(?! \})/.test(code(file)))).toEqual([]);
  });
});
