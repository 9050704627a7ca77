import { describe, expect, it } from "vitest";
import { choiceParams, chooseVariant, isAvailable } from "@/lib/catalog/choice";

const AXES = [
  { key: "colour", values: [{ key: "chalk" }, { key: "ink" }] },
  { key: "size", values: [{ key: "S" }, { key: "L" }] },
];

const variant = (colour: string, size: string, available: number) => ({
  options: { colour, size },
  available,
});

const VARIANTS = [
  variant("chalk", "S", 0),
  variant("chalk", "L", 4),
  variant("ink", "S", 2),
  variant("ink", "L", 0),
];

const chosen = (query: string) => chooseVariant(VARIANTS, AXES, new URLSearchParams(query))?.options;

describe("the choice of a variant by address", () => {
  it("is the variant that is named, sold out or not", () => {
    expect(chosen("colour=ink&size=L")).toEqual({ colour: "ink", size: "L" });
  });

  it("fills what is open with what can be bought", () => {
    expect(chosen("")).toEqual({ colour: "chalk", size: "L" });
    expect(chosen("colour=ink")).toEqual({ colour: "ink", size: "S" });
    expect(chosen("size=S")).toEqual({ colour: "ink", size: "S" });
  });

  it("ignores values that do not exist", () => {
    expect(chosen("colour=plaid&size=S")).toEqual({ colour: "ink", size: "S" });
  });

  it("has an answer when all is sold out", () => {
    const none = VARIANTS.map((one) => ({ ...one, available: 0 }));
    expect(chooseVariant(none, AXES, new URLSearchParams())?.options).toEqual({ colour: "chalk", size: "S" });
  });

  it("knows which values go with the rest of the choice", () => {
    const options = { colour: "ink", size: "S" };
    expect(isAvailable(VARIANTS, options, "colour", "chalk")).toBe(false);
    expect(isAvailable(VARIANTS, options, "size", "S")).toBe(true);
  });

  it("keeps the other axes when one changes", () => {
    expect(choiceParams({ colour: "ink", size: "S" }, "size", "L").toString()).toBe("colour=ink&size=L");
  });
});
