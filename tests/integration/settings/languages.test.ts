import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as MARKDOWN } from "@/app/[locale]/products/[slug]/markdown/route";
import { POST } from "@/app/api/admin/settings/languages/route";
import { GET as SEARCH } from "@/app/api/search/route";
import { GET as FEED } from "@/app/feeds/google.xml/route";
import { GET as LLMS } from "@/app/llms.txt/route";
import { isHidden, shownLocales, shownOrDefault } from "@/i18n/shown-locales";
import { newStaffId } from "@/lib/base/ids";
import { alternates } from "@/lib/catalog/alternates";
import { pagesXml } from "@/lib/catalog/sitemap-xml";
import { env } from "@/lib/config/env";
import { products, settings, settingVersions, staff } from "@/lib/db/schema";
import { missingWords } from "@/lib/desk/settings/missing-words.server";
import type { StaffRole } from "@/lib/model/staff";
import { loadSettings } from "@/lib/settings/current.server";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";
import { readSetting, saveSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { insertVariants } from "@/tests/support/store-fixtures";

// Next.js alone has what this writes to.
vi.mock("next-intl/server", () => ({ setRequestLocale: () => {} }));
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(async () => {
  await db.delete(settingVersions);
  await db.delete(settings);
  await loadSettings(db);
});

async function desk(role: StaffRole = "manager") {
  const { who } = await deskStaff(db, role);
  return async (language: string, shown: "yes" | "no", seen = 0) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings/languages`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/json" },
      body: JSON.stringify({ seen: String(seen), language, shown }),
    });
    const answer = await who.does(() => POST(request, { params: Promise.resolve({}) }));
    return { status: answer.status, ...(await answer.json()) };
  };
}

async function hide(...hidden: string[]) {
  const staffId = newStaffId();
  await db
    .insert(staff)
    .values({ id: staffId, email: `${staffId}@example.com`, role: "owner", locale: "en" });
  await saveSetting(db, { name: "languages", value: { hidden }, seen: 0, staffId, now: new Date() });
}

const get = (route: (request: Request, context: never) => Promise<Response>, path: string, params = {}) =>
  route(new Request(`${env().STORE_URL}${path}`), { params: Promise.resolve(params) } as never);

const sentTo = async (locale: string, path: string, query?: URLSearchParams) =>
  shownPageLocale(Promise.resolve({ locale }), path, query).then(
    () => null,
    (error: { digest?: string }) => error.digest,
  );

describe("A language that staff have hidden", () => {
  it("is none that shoppers see, until it is shown again", async () => {
    const ask = await desk();
    expect(await ask("fr", "no")).toMatchObject({ status: 200 });
    expect(shownLocales()).toEqual(["en", "de"]);
    expect(shownOrDefault("fr")).toBe("en");
    expect(await ask("de", "no", 1)).toMatchObject({ status: 200 });
    expect(shownLocales()).toEqual(["en"]);
    await ask("fr", "yes", 2);
    await ask("de", "yes", 3);
    expect(shownLocales()).toEqual(["en", "fr", "de"]);
    expect((await readSetting(db, "languages")).value).toBeNull();
  });

  it("is not the default one, and one that the shop speaks", async () => {
    const ask = await desk();
    for (const language of ["en", "es"])
      expect(await ask(language, "no")).toMatchObject({ status: 422, error: { code: "language_fixed" } });
    await hide("en", "es");
    expect(shownLocales()).toEqual(["en", "fr", "de"]);
    expect(isHidden("en")).toBe(false);
  });

  it("of two people at once is hidden by one, and the other is told", async () => {
    const [one, other] = [await desk("owner"), await desk("manager")];
    const answers = await Promise.all([one("fr", "no"), other("de", "no")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await (await desk("support"))("fr", "no", 1)).status).toBe(403);
  });

  it("leads from its pages to the default one's with the same question, for now", async () => {
    expect(await sentTo("fr", "/products/bowl")).toBeNull();
    await hide("fr");
    expect(await sentTo("fr", "/products/bowl")).toBe("NEXT_REDIRECT;replace;/products/bowl;307;");
    expect(await sentTo("fr~usd", "/")).toBe("NEXT_REDIRECT;replace;/;307;");
    expect(await sentTo("fr", "/search", new URLSearchParams({ q: "bol bleu" }))).toBe(
      "NEXT_REDIRECT;replace;/search?q=bol+bleu;307;",
    );
    expect(await sentTo("fr", "/products/é%20%2Fx")).toBe(
      "NEXT_REDIRECT;replace;/products/%C3%A9%20%2Fx;307;",
    );
    expect(await sentTo("de", "/products/bowl")).toBeNull();
    expect(await pageLocale(Promise.resolve({ locale: "fr" }))).toBe("fr");
  });

  it("is in no sitemap, no hreflang, no llms.txt, and no feed", async () => {
    await hide("fr");
    expect(Object.keys(alternates("en", "/").languages ?? {})).toEqual(["en", "de", "x-default"]);
    let xml = "";
    const pages = (async function* () {
      yield [{ path: "/legal/terms", changedAt: null }];
    })();
    for await (const part of pagesXml(pages, "https://shop.example")) xml += part;
    expect(xml).toContain("/de/legal/terms");
    expect(xml).not.toContain("/fr/");
    const llms = await (await get(LLMS as never, "/llms.txt")).text();
    expect(llms).toContain("/de>");
    expect(llms).not.toContain("/fr>");
    expect((await get(FEED as never, "/feeds/google.xml?locale=fr")).status).toBe(400);
    expect((await get(FEED as never, "/feeds/google.xml?locale=de")).status).toBe(200);
  });

  it("has no product as Markdown, and search leads to the default one's pages", async () => {
    const [made] = await insertVariants(db, [3]);
    const [product] = await db
      .select()
      .from(products)
      .where(eq(products.id, made?.productId ?? expect.fail()));
    await hide("fr");
    const slug = product?.slug ?? "";
    const markdown = await get(MARKDOWN as never, `/fr/products/${slug}.md`, { locale: "fr", slug });
    expect([markdown.status, markdown.headers.get("Location")]).toEqual([307, `/products/${slug}.md`]);
    const found = await (await get(SEARCH as never, "/api/search?q=mug&locale=fr")).text();
    expect(found).not.toContain("/fr/");
  });
});

describe("What a language lacks", () => {
  it("is named, with where it is written", async () => {
    const [made] = await insertVariants(db, [3]);
    const id = made?.productId ?? expect.fail();
    await db
      .update(products)
      .set({
        name: { en: "Blue bowl", fr: "Bol bleu" },
        description: { en: "It is blue.", fr: "Il est bleu." },
      })
      .where(eq(products.id, id));
    const href = `/admin/goods/${id}`;
    const of = async (locale: "fr" | "de") => (await missingWords(locale, "en")).goods.some;
    expect(await of("fr")).not.toContainEqual({ href, name: "Blue bowl" });
    expect(await of("de")).toContainEqual({ href, name: "Blue bowl" });
    await db
      .update(products)
      .set({ description: { en: "It is blue." } })
      .where(eq(products.id, id));
    expect(await of("fr")).toContainEqual({ href, name: "Blue bowl" });
    expect((await missingWords("fr", "en")).shop).toEqual([]);
  });
});
