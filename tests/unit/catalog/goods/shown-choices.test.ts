import { describe, expect, it } from "vitest";
import { readShownChoices, writeShownChoices } from "@/lib/catalog/goods/shown-choices";

const axes = [
  {
    ...{ key: "colour", name: { en: "Colour" } },
    values: [
      { key: "sand", label: { en: "Sand" } },
      { key: "odd", label: { en: "A+B; \\C" } },
    ],
  },
  { key: "size", name: { en: "Size" }, values: [{ key: "l", label: { en: "Large" } }] },
];

describe("what a picture shows", () => {
  it("is choices of one value or of several, by their labels", () => {
    const of = ["sand", "sand+l"];
    expect(writeShownChoices(of, axes)).toBe("Sand; Sand + Large");
    expect(readShownChoices("Sand; Sand + Large", axes)).toEqual({ ok: true, of });
    expect(readShownChoices(" Sand+Large ;", axes)).toEqual({ ok: true, of: ["sand+l"] });
    expect(readShownChoices("", axes)).toEqual({ ok: true, of: [] });
  });

  it("may have labels with the letters that part them", () => {
    const of = ["odd+l", "odd"];
    expect(readShownChoices(writeShownChoices(of, axes), axes)).toEqual({ ok: true, of });
  });

  it("is refused with the label that no option has, and written without a value that is gone", () => {
    expect(readShownChoices("Sand; Moss + Large", axes)).toEqual({ ok: false, label: "Moss" });
    expect(writeShownChoices(["gone+l", "sand"], axes)).toBe("Sand");
  });
});
