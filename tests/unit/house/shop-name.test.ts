import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { REPOSITORY } from "@/tests/support/docs";

/** In parts, as this file must not have it either. */
const NAME = new RegExp(["Kiln", "Cloth"].join("(?: *(?:&(?:amp;)?|<b>&amp;</b>|and|-and-) *|_)"), "i");

const MAY_SAY_IT = /^(store\.config\.ts|public\/|CHANGELOG\.md)/;
const TEXT = /\.(tsx?|mjs|js|jsonl?|css|md|sql|svg|yml|html|txt)$|^\.env\.local\.example$|^LICENSE$/;

it("the shop's name stands in store.config.ts alone", () => {
  const files = [...REPOSITORY, ".env.local.example"].filter(
    (file) => TEXT.test(file) && !MAY_SAY_IT.test(file) && file !== "app/theme.css",
  );
  expect(files.length).toBeGreaterThan(1500);
  expect(files.filter((file) => NAME.test(readFileSync(file, "utf8")))).toEqual([]);
});
