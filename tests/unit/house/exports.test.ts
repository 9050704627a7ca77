import { describe, expect, it } from "vitest";
import { exportedTwice, namesIn, unusedExports } from "@/scripts/house/exports";

const OUTCOME = namesIn("lib/cart/planted.ts", "\nexport type Outcome = string;\nexport const empty = 1;\n");

describe("the exports of the house", () => {
  it("have a name of their own", () => {
    const other = namesIn("components/cart/planted.tsx", "export function Outcome() {}");
    expect(exportedTwice([OUTCOME, other])).toEqual([
      "Outcome is exported by lib/cart/planted.ts:2 and by components/cart/planted.tsx:1. Give each a name that says which of the two it is.",
    ]);
    expect(exportedTwice([OUTCOME])).toEqual([]);
  });

  it("are each imported by somebody", () => {
    const code = 'import type { Outcome } from "@/lib/cart/quantity";\nimport { a } from "@/lib/cart/view";';
    const offered = namesIn(
      "lib/cart/quantity.ts",
      "export type Outcome = string;\nexport const empty = 1;\n",
    );
    expect(unusedExports([offered], [namesIn("tests/unit/planted.test.ts", code)])).toEqual([
      "lib/cart/quantity.ts:2 exports empty, which no other file imports. Remove the word export, or the code with it.",
    ]);
  });

  it.each([
    ["by name", 'import { empty as none } from "@/lib/cart/quantity";'],
    ["as a whole", 'import * as quantity from "../../../lib/cart/quantity";'],
    ["later", 'const { empty } = await import("@/lib/cart/quantity");'],
    ["to pass it on", 'export { empty } from "@/lib/cart/quantity";'],
    ["to pass all on", 'export * from "@/lib/cart/quantity";'],
  ])("are used when they are imported %s", (_, code) => {
    const offered = namesIn("lib/cart/quantity.ts", "export const empty = 1;");
    expect(unusedExports([offered], [namesIn("tests/unit/cart/planted.test.ts", code)])).toEqual([]);
  });

  it("may be what Next.js reads itself", () => {
    const page = namesIn(
      "app/[locale]/planted/page.tsx",
      "export const metadata = {};\nexport default function Page() {}",
    );
    const route = namesIn("app/api/planted/route.ts", "export const GET = 1;\nexport const POST = 2;");
    const other = namesIn("app/api/other/route.ts", "export const GET = 1;\nexport const own = 2;");
    expect(exportedTwice([page, route, other])).toEqual([]);
    expect(unusedExports([page, route, other], [])).toEqual([
      expect.stringMatching(/^app\/api\/other\/route\.ts:2 exports own, /),
    ]);
  });
});
