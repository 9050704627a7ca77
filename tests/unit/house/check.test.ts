import { expect, it } from "vitest";
import { checkHouses } from "@/scripts/house/check";

it("the rules of the house hold for every file, and are broken by planted ones alone", () => {
  const faults = checkHouses({
    "components/planted.ts": "export type Quote = string;",
    "scripts/planted.ts": "export const alsoPlanted = 1;",
    "local-stripe/src/planted.ts": "export const thirdPlanted = 1;",
  });
  expect(faults.sort()).toEqual([
    expect.stringMatching(/^Quote is exported by .*components\/planted\.ts:1/),
    expect.stringMatching(/^components\/planted\.ts:1 exports Quote, /),
    expect.stringMatching(/^local-stripe\/src\/planted\.ts:1 exports thirdPlanted, /),
    expect.stringMatching(/^scripts\/planted\.ts:1 exports alsoPlanted, /),
  ]);
}, 60_000);
