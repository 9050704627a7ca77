import { afterEach, describe, expect, it, vi } from "vitest";
import { readLanguages } from "@/i18n/languages";

/** The modules as they are in a shop that speaks these. */
async function shopSpeaking(...languages: string[]) {
  vi.resetModules();
  vi.doMock("@/languages.config", () => ({ default: languages }));
  const { routing, otherLocales } = await import("@/i18n/routing");
  const { redirects, rewrites } = await import("@/i18n/rewrites");
  const { localPath, splitPath } = await import("@/lib/base/i18n-path");
  const { inLocale, inDefaultLanguage } = await import("@/lib/base/i18n-text");
  const { localizedSchema } = await import("@/lib/base/localized-schema");
  const { translator } = await import("@/i18n/texts.server");
  return {
    ...{ routing, otherLocales, redirects, rewrites, localPath, splitPath },
    ...{ inLocale, inDefaultLanguage, localizedSchema, translator },
  };
}

afterEach(() => {
  vi.doUnmock("@/languages.config");
  vi.resetModules();
});

describe("the languages of a shop", () => {
  it("are some of the store's, each once, the default first", () => {
    expect(readLanguages(["de", "en"])).toEqual({ ok: true, languages: ["de", "en"] });
    expect(readLanguages([])).toMatchObject({ ok: false, why: expect.stringContaining("at least one") });
    expect(readLanguages(["nl"])).toMatchObject({ ok: false, why: expect.stringContaining("not in nl") });
    expect(readLanguages(["de", "de"])).toMatchObject({ ok: false, why: "de is named twice." });
  });

  it("stop the shop where they are not right, with the file's name", async () => {
    await expect(shopSpeaking("nl")).rejects.toThrow("languages.config.ts is not right");
  });

  it("decide which is at the root, and where the addresses of others lead", async () => {
    const { routing, redirects, localPath, splitPath } = await shopSpeaking("de", "en");
    expect(routing.defaultLocale).toBe("de");
    expect(localPath("de", "/cart")).toBe("/cart");
    expect(localPath("en", "/cart")).toBe("/en/cart");
    expect(localPath("fr", "/cart")).toBe("/cart");
    expect(splitPath("/en/cart")).toEqual({ locale: "en", path: "/cart" });
    expect(splitPath("/fr/cart")).toEqual({ locale: "de", path: "/fr/cart" });
    expect(await redirects()).toEqual([
      { source: "/fr", destination: "/", permanent: false },
      { source: "/fr/:path*", destination: "/:path*", permanent: false },
      { source: "/de", destination: "/", permanent: true },
      { source: "/de/:path*", destination: "/:path*", permanent: true },
    ]);
  });

  it("may be a single one, which needs no rule for others", async () => {
    const { otherLocales, rewrites } = await shopSpeaking("de");
    expect(otherLocales).toEqual([]);
    const { afterFiles } = await rewrites([])();
    expect(afterFiles.length).toBeGreaterThan(0);
    expect(afterFiles.filter(({ source }) => source.startsWith("/:locale("))).toEqual([]);
    expect(afterFiles.every(({ destination }) => destination.startsWith("/de"))).toBe(true);
  });
});

describe("a text of the merchant's in a shop that speaks German and English", () => {
  it("is shown in a language that it has, even where the shop's default is missing", async () => {
    const { inLocale, inDefaultLanguage } = await shopSpeaking("de", "en");
    expect(inDefaultLanguage("Becher")).toEqual({ de: "Becher" });
    expect(inLocale({ de: "Becher", fr: "Tasse" }, "en")).toBe("Becher");
    expect(inLocale({ fr: "Tasse" }, "de")).toBe("Tasse");
    expect(inLocale({}, "de")).toBe("");
  });

  it("of a CSV's options is one value, in however many rows it stands", async () => {
    await shopSpeaking("de", "en");
    const { readOptions } = await import("@/lib/catalog/goods/csv-options");
    const rows = ["Sand", "Moos", "Sand"].map((option1Value, index) => ({
      line: index + 2,
      cells: { option1Name: "Farbe", option1Value },
    }));
    const { axes, chosen } = readOptions(rows, rows);
    expect(axes.map(({ key, values }) => ({ key, values }))).toEqual([
      {
        key: "colour",
        values: [
          { key: "sand", label: { de: "Sand" } },
          { key: "moos", label: { de: "Moos" } },
        ],
      },
    ]);
    expect([...chosen.values()]).toEqual([{ colour: "sand" }, { colour: "moos" }, { colour: "sand" }]);
  });

  it("needs German, and may have French all the same", async () => {
    const { localizedSchema } = await shopSpeaking("de", "en");
    const { z } = await import("zod");
    const schema = localizedSchema(z.string().min(1));
    expect(schema.safeParse({ de: "Becher", fr: "Tasse" }).success).toBe(true);
    expect(schema.safeParse({ en: "Mug" }).success).toBe(false);
    expect(schema.safeParse({ de: "Becher", nl: "Mok" }).success).toBe(false);
  });
});

it("an order in a language that the shop no longer speaks is told of in the default one", async () => {
  const { translator } = await shopSpeaking("de");
  expect(translator("fr", "cart")("title")).toBe(translator("de", "cart")("title"));
});
