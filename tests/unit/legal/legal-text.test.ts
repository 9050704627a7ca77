import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { routing } from "@/i18n/routing";
import { shop } from "@/lib/config/shop";
import { checkLegalTexts } from "@/lib/legal/check-texts";
import { legalDrafts, legalPage } from "@/lib/legal/legal-page.server";
import { legalValues, readLegalText } from "@/lib/legal/legal-text";
import { LEGAL_PAGES } from "@/lib/legal/pages";

const head = "---\ntitle: Terms\nupdated: 2026-11-27\n---\n";
const read = (body: string, changes: object = {}) =>
  readLegalText(head + body, { ...legalValues(shop(), "en"), ...changes }, "terms.md");

describe("a text that the law wants", () => {
  it("says the shop's own words", () => {
    expect(read("{company}, {country}", { company: "Tea Ltd" }).markdown).toBe("Tea Ltd, France");
  });

  it("leaves out a line for which the shop has nothing", () => {
    expect(read("Phone: {phone}\nWrite.", { phone: null }).markdown).toBe("Write.");
  });

  it("does not take a company's name for formatting", () => {
    expect(read("{company}", { company: "*Tea* & <b>Co" }).markdown).toBe("\\*Tea\\* \\& \\<b\\>Co");
  });

  it("names the file of an unknown placeholder, and those there are", () => {
    expect(() => read("{compnay}")).toThrow(/^terms\.md: \{compnay\} is unknown; there are .*company/);
  });

  it.each([
    ["no head", "Hello", /must begin with ---/],
    ["no title", "---\nupdated: 2026-11-27\n---\n", /has no title/],
    ["no day", "---\ntitle: Terms\nupdated: soon\n---\n", /updated must be a day/],
  ])("is refused with %s", (_, source, message) => {
    expect(() => readLegalText(source, {}, "terms.md")).toThrow(message);
  });

  it("is a draft while its head says so", () => {
    expect(read("").isDraft).toBe(false);
    expect(readLegalText(head.replace("---\n", "---\ndraft: true\n"), {}, "terms.md").isDraft).toBe(true);
  });
});

describe("the texts that come with the shop", () => {
  it.each(routing.locales.flatMap((locale) => LEGAL_PAGES.map((page) => [page, locale] as const)))(
    "%s is there in %s, as safe HTML with every word filled in",
    (page, locale) => {
      const { html, title } = legalPage(page, locale);
      expect(title).not.toBe("");
      expect(html).toContain("<h2>");
      expect(html).not.toMatch(/\{\w+\}|<script|javascript:/);
    },
  );

  it("are another version in another language", () => {
    expect(legalPage("terms", "en").version).toMatch(/^[0-9a-f]{32}$/);
    expect(legalPage("terms", "en").version).not.toBe(legalPage("terms", "de").version);
  });

  it("are told to the merchant while they are drafts", () => {
    const shown = LEGAL_PAGES.filter((page) => legalPage(page, "de").isDraft).map((page) => `${page} (de)`);
    expect(legalDrafts().filter((one) => one.endsWith("(de)"))).toEqual(shown);
  });

  it("stop the build when one is missing in the default language, or wrong in any", () => {
    const root = mkdtempSync(join(tmpdir(), "legal-"));
    const put = (locale: string, page: string, text: string) => {
      mkdirSync(join(root, "content/legal", locale), { recursive: true });
      writeFileSync(join(root, "content/legal", locale, `${page}.md`), text);
    };
    expect(() => checkLegalTexts(shop(), root)).toThrow("content/legal/en/imprint.md is missing");
    for (const page of LEGAL_PAGES) put(routing.defaultLocale, page, `${head}{company}`);
    expect(() => checkLegalTexts(shop(), root)).not.toThrow();
    put("fr", "terms", `${head}{socité}{societe}`);
    expect(() => checkLegalTexts(shop(), root)).toThrow("content/legal/fr/terms.md: {societe} is unknown");
    rmSync(root, { recursive: true });
  });
});
