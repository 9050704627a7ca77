import { afterEach, describe, expect, it } from "vitest";
import { layOver } from "@/lib/config/laid-over";
import { ownThemeCss } from "@/lib/config/own-theme";
import { shopOfFile } from "@/lib/config/shop";
import { foundPairs } from "@/lib/model/colour-pairs";

const { theme } = shopOfFile();
const lay = (shop: object) => layOver({ shop, variables: {}, legal: {} });
afterEach(() => lay({}));

describe("The colours that staff have set", () => {
  it("are in every page, for both schemes, and nothing is while they are the project's own", () => {
    expect(ownThemeCss()).toBeNull();
    lay({ theme: { ...theme, dark: { ...theme.dark, accent: "#ffccdd" } } });
    const css = ownThemeCss() ?? "";
    const [light = "", dark = ""] = css.split("@media (prefers-color-scheme:dark)");
    expect(light).toContain(`--accent:${theme.light.accent};`);
    expect(dark).toContain("--accent:#ffccdd;");
    expect(light).toContain("--type-text:");
    lay({ theme: structuredClone(theme) });
    expect(ownThemeCss()).toBeNull();
  });
});

describe("Two colours that meet", () => {
  it("are told with their contrast, never rounded up to enough", () => {
    const found = foundPairs({ ...theme.light, quiet: "#777777", ground: "#ffffff" });
    expect(found.find(({ text, ground }) => text === "quiet" && ground === "ground")).toEqual({
      ...{ text: "quiet", ground: "ground", least: 4.5, found: 4.47, isEnough: false },
    });
  });

  it("are not told of while one is still typed", () => {
    const found = foundPairs({ ...theme.light, accent: "#12" });
    expect(found.some(({ text }) => text === "accent")).toBe(false);
    expect(found.some(({ text }) => text === "ink")).toBe(true);
  });
});
