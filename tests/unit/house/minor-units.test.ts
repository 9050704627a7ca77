import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "@/tests/support/docs";

const SHIPPED = REPOSITORY.filter((file) => /^(?:app|components|emails|lib|scripts)\/.*\.tsx?$/.test(file));

/** A hundred is of these, and never of money. Whoever needs another word for it adds it here. */
const NOT_MONEY =
  /percent|ratio|score|sale\.tax|\bpart\b|\brate\b|\bwhole\b|progress|width|colou?r|contrast/i;

const code = (file: string) => readFileSync(file, "utf8");
const HUNDRED = /[*/]\s*(?:100|1e2)\b(?!_)/;

describe("an amount in yen", () => {
  it("is never multiplied by 100: nothing but lib/base/money.ts knows how many decimals a currency has", () => {
    const ofMoney = SHIPPED.flatMap((file) =>
      code(file)
        .split("\n")
        .filter((line) => HUNDRED.test(line) && !NOT_MONEY.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(ofMoney).toEqual([]);
  });

  it("is written with its own decimals: no file says that there are two", () => {
    expect(SHIPPED.filter((file) => code(file).includes("toFixed(2)"))).toEqual([]);
  });
});
