import { describe, expect, it } from "vitest";
import { asGtin } from "@/lib/discovery/gtin";

describe("a barcode", () => {
  it.each([
    ["4006381333931", "4006381333931"],
    [" 400638-133393 1", "4006381333931"],
    ["036000291452", "036000291452"],
    ["96385074", "96385074"],
    ["10614141000415", "10614141000415"],
    ["9780306406157", "9780306406157"],
  ])("is a GTIN where its check digit fits: %s", (barcode, gtin) => {
    expect(asGtin(barcode)).toBe(gtin);
  });

  it.each([
    ["a wrong check digit", "4006381333932"],
    ["two digits changed over", "4006381333391"],
    ["a wrong length", "400638133393"],
    ["letters", "ABC6381333931"],
    ["a number that a shop printed for itself", "2000000000008"],
    ["only zeros", "0000000000000"],
    ["nothing", ""],
    ["none", null],
  ])("is none with %s", (_, barcode) => {
    expect(asGtin(barcode)).toBeNull();
  });
});
