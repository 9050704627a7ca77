import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "@/tests/support/docs";

const SHIPPED = REPOSITORY.filter((file) => /^(?:app|components|emails|lib|scripts)\/.*\.tsx?$/.test(file));

/** Where a hundred is of percent, of a search's rank or of a bar, and never of money. */
const OF_PERCENT = new Map([
  ["components/desk/books/tax-table.tsx", "rate / 100"],
  ["lib/base/money.ts", "percent * 100"],
  ["lib/books/tax-rows.ts", "percent"],
  ["lib/currencies/rounded.ts", "whole / 100"],
  ["lib/desk/discounts/discount-words.server.ts", "percent / 100"],
  ["lib/documents/pdf/invoice.server.ts", "percent / 100"],
  ["lib/model/shop-colours.ts", "ratio * 100"],
  ["lib/search/find-page.server.ts", "score"],
  ["scripts/catalog/progress.ts", "part * 100"],
]);

const code = (file: string) => readFileSync(file, "utf8");
const HUNDRED = /[*/]\s*(?:100|1e2)\b(?!_)/;

describe("an amount in yen", () => {
  it("is never multiplied by 100: nothing but lib/base/money.ts knows how many decimals a currency has", () => {
    const ofMoney = SHIPPED.filter((file) => HUNDRED.test(code(file)) && !OF_PERCENT.has(file));
    expect(ofMoney).toEqual([]);
    for (const [file, what] of OF_PERCENT) expect(code(file), file).toContain(what);
  });

  it("is written with its own decimals: no file says that there are two", () => {
    expect(SHIPPED.filter((file) => code(file).includes("toFixed(2)"))).toEqual([]);
  });
});
