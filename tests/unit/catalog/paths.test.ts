import { describe, expect, it } from "vitest";
import { localPath, splitPath } from "@/lib/base/i18n-path";

describe("store paths", () => {
  it.each([
    ["en", "/", "/"],
    ["en", "/cart", "/cart"],
    ["fr", "/", "/fr"],
    ["fr", "/cart", "/fr/cart"],
  ] as const)("in %s, %s is %s, and back", (locale, path, url) => {
    expect(localPath(locale, path)).toBe(url);
    expect(splitPath(url)).toEqual({ locale, path });
  });

  it("does not take a word that begins like a language for one", () => {
    expect(splitPath("/french-press")).toEqual({ locale: "en", path: "/french-press" });
  });

  it("knows the address with the default language written out", () => {
    expect(splitPath("/en/cart")).toEqual({ locale: "en", path: "/cart" });
  });
});
