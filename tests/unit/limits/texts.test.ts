import { describe, expect, it } from "vitest";
import { loadMessages } from "@/i18n/messages";
import { routing } from "@/i18n/routing";
import { BOUNDS } from "@/lib/limits/bounds";
import { waitText } from "@/lib/limits/refuse-too-many";
import { limitText } from "@/lib/limits/texts";

const messages = await loadMessages(routing.defaultLocale);
const KINDS = ["heldStock", ...Object.keys(BOUNDS)].sort();

describe("how long to wait", () => {
  it.each([
    [1, "1 min"],
    [61, "2 min"],
    [3_600, "60 min"],
    [119 * 60, "119 min"],
    [119 * 60 + 1, "2 h"],
    [120 * 60, "2 h"],
    [120 * 60 + 1, "3 h"],
    [1_380 * 60, "23 h"],
    [24 * 60 * 60, "24 h"],
  ])("of %i seconds is said as %s, in every language", (seconds, wait) => {
    for (const locale of routing.locales) {
      // In German the verb comes after the wait.
      const end = locale === "de" ? " können Sie wieder einen Code eingeben." : ".";
      const text = limitText("wrongSignInCode", seconds, locale);
      expect(text.slice(-` ${wait}${end}`.length)).toBe(` ${wait}${end}`);
    }
  });

  it("is never said to be nothing", () => {
    expect(limitText("payment", 0, "en")).toContain("in 1 min.");
  });

  it("is said in the same way by the page that a form leads to", () => {
    const query = { limit: "wrongSignInCode", wait: String(1_380 * 60) };
    expect(waitText(query, "en")).toBe(limitText("wrongSignInCode", 1_380 * 60, "en"));
  });

  it("stands once in every text, and every kind has one", () => {
    const texts = messages.limits;
    expect(Object.keys(texts).sort()).toEqual(KINDS);
    for (const text of Object.values(texts)) expect(text.match(/\{\w+\}/g)).toEqual(["{wait}"]);
  });
});
