import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as tryWords } from "@/app/api/admin/settings/emails/words/preview/route";
import { POST as saveWords } from "@/app/api/admin/settings/emails/words/route";
import { POST as tryLegal } from "@/app/api/admin/settings/legal/[page]/preview/route";
import { POST as saveLegal } from "@/app/api/admin/settings/legal/[page]/route";
import { emailRenderers } from "@/emails/renderers";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { settings, settingVersions } from "@/lib/db/schema";
import { exampleEmail } from "@/lib/desk/settings/example-emails.server";
import { mailWords } from "@/lib/desk/words/mail-words.server";
import { checkDeskSettings } from "@/lib/doctor/desk-settings.server";
import { legalDrafts, legalPage, legalSource } from "@/lib/legal/legal-page.server";
import { splitLegalText } from "@/lib/legal/legal-text";
import { loadSettings } from "@/lib/settings/current.server";
import { saveSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(async () => {
  await db.delete(settingVersions);
  await db.delete(settings);
  await loadSettings(db);
});

type Route = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

async function desk() {
  const { who } = await deskStaff(db, "manager");
  return async (route: Route, body: object, params: object = {}) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await who.does(() => route(request, { params: Promise.resolve(params) }));
    return { status: answer.status, ...(await answer.json()) };
  };
}

const TERMS = {
  language: "en",
  title: "Our terms",
  updated: "2026-03-01",
  draft: "off",
  markdown: "## Who\nWe are {company}.\n\nHarmless: <b>not bold</b>",
};
const page = { page: "terms" };

describe("A legal text that is written in the desk", () => {
  it("is looked at as its page shows it, and changes nothing by that", async () => {
    const ask = await desk();
    const looked = await ask(tryLegal, TERMS, page);
    expect(looked).toMatchObject({ status: 200, title: "Our terms" });
    expect(looked.html).toContain(`We are ${shop().contact.company.replace("&", "&amp;")}.`);
    expect(looked.html).not.toContain("<b>");
    expect(legalPage("terms", "en").title).not.toBe("Our terms");
  });

  it("is the shop's from then on, no draft any more, and goes back to the file", async () => {
    const ask = await desk();
    const before = legalPage("terms", "en");
    expect(legalDrafts()).toContain("terms (en)");
    expect(await ask(saveLegal, { ...TERMS, seen: 0 }, page)).toMatchObject({ status: 200 });
    expect(legalPage("terms", "en")).toMatchObject({
      title: "Our terms",
      updated: "2026-03-01",
      isDraft: false,
    });
    expect(legalDrafts()).not.toContain("terms (en)");
    expect(splitLegalText(legalSource("terms", "en") ?? "", "x").body).toBe(TERMS.markdown);
    expect(await ask(saveLegal, { language: "en", seen: 1, reset: "1" }, page)).toMatchObject({
      status: 200,
    });
    expect(legalPage("terms", "en")).toEqual(before);
    await ask(saveLegal, { language: "en", seen: 2, bring: "1" }, page);
    expect(legalPage("terms", "en").title).toBe("Our terms");
  });

  it.each([
    [{ markdown: "We are {firma} and {wer}." }, ["markdown"], "{firma} stands for nothing."],
    [{ title: " " }, ["title"], "The title is missing"],
    [{ title: "Two\nlines" }, ["title"], "more than one line"],
    [{ updated: "1 March" }, ["updated"], "The day of the last change is missing."],
    [{ markdown: "\n" }, ["markdown"], "The text is empty."],
  ])("is refused with what is wrong: %j", async (wrong, fields, message) => {
    const ask = await desk();
    for (const [route, more] of [
      [tryLegal, {}],
      [saveLegal, { seen: 0 }],
    ] as const) {
      const refused = await ask(route, { ...TERMS, ...more, ...wrong }, page);
      expect(refused).toMatchObject({ status: 422, error: { code: "legal_wrong", fields } });
      expect(refused.error.message).toContain(message);
    }
    expect(await db.select().from(settings)).toEqual([]);
  });

  it("that this version of the store can't read is passed over: the file's stands in for it, and it can't be brought back", async () => {
    const file = legalPage("terms", "en");
    const name = "legal/en/terms";
    const { id: staffId } = await deskStaff(db, "owner");
    const value = { source: "---\ntitle: Old\nupdated: 2026-03-01\n---\nWe are {gone}." };
    await saveSetting(db, { name, value, seen: 0, staffId, now: new Date() });
    expect(legalPage("terms", "en")).toEqual(file);
    expect(await checkDeskSettings()).toMatchObject([
      { code: "own_texts", text: expect.stringContaining("terms (en)") },
    ]);
    const ask = await desk();
    expect(await ask(saveLegal, { ...TERMS, seen: 1 }, page)).toMatchObject({ status: 200 });
    const brought = await ask(saveLegal, { language: "en", seen: 2, bring: 1 }, page);
    expect(brought).toMatchObject({ status: 422, error: { code: "setting_outdated" } });
    expect(legalPage("terms", "en").title).toBe("Our terms");
  });

  it("tells the second of two people", async () => {
    const [first, second] = [await desk(), await desk()];
    await first(saveLegal, { ...TERMS, seen: 0 }, page);
    const late = await second(saveLegal, { ...TERMS, title: "Mine", seen: 0 }, page);
    expect(late).toMatchObject({ status: 409, error: { code: "settings_changed" } });
  });
});

const SUBJECT = "order_confirmed.subject";
const example = () =>
  exampleEmail("order_confirmed", "en", { render: emailRenderers, now: new Date("2026-03-01") });

describe("The words of an e-mail", () => {
  it("are looked at first, for this look alone", async () => {
    const ask = await desk();
    const body = {
      mail: "order_confirmed",
      language: "en",
      values: { [SUBJECT]: "Merci for {number}", "order_confirmed.heading": "Hello" },
    };
    const looked = await ask(tryWords, body);
    expect(looked).toMatchObject({ status: 200 });
    expect(looked.subject).toMatch(/^Merci for \w/);
    expect(looked.html).toContain("Hello");
    expect((await example()).subject).not.toContain("Merci");
  });

  it("are what is sent from then on, and only what differs from the file is kept", async () => {
    const ask = await desk();
    const { own } = mailWords("order_confirmed", "en");
    const shown = Object.fromEntries(own.map(({ key, text }) => [key, text]));
    const body = {
      mail: "order_confirmed",
      language: "en",
      values: { ...shown, [SUBJECT]: "Merci for {number}" },
    };
    expect(await ask(saveWords, { ...body, seen: 0 })).toMatchObject({ status: 200 });
    expect((await example()).subject).toContain("Merci for ");
    const [row] = await db.select().from(settings);
    expect(row).toMatchObject({ name: "texts/en/emails", value: { [SUBJECT]: "Merci for {number}" } });
    expect(mailWords("order_confirmed", "en").own.find(({ key }) => key === SUBJECT)?.file).toContain(
      "is confirmed",
    );

    await ask(saveWords, { ...body, values: { [SUBJECT]: "" }, seen: 1 });
    expect((await example()).subject).not.toContain("Merci");
    expect((await db.select().from(settings))[0]?.value).toBeNull();
  });

  it("are refused where a placeholder is lost or unknown, and nothing is saved", async () => {
    const ask = await desk();
    const values = {
      [SUBJECT]: "Thank you",
      "order_confirmed.body": "Hi {name}",
      footer: "Ordered at {shop",
    };
    const refused = await ask(saveWords, { mail: "order_confirmed", language: "en", values, seen: 0 });
    expect(refused).toMatchObject({ status: 422, error: { code: "words_wrong" } });
    expect(refused.error.fields.sort()).toEqual(
      ["values.footer", "values.order_confirmed.body", `values.${SUBJECT}`].sort(),
    );
    expect(refused.error.message).toContain(`${SUBJECT}: {number} has to stand in it.`);
    expect(await db.select().from(settings)).toEqual([]);
  });

  it("that an update has made impossible are passed over, and the e-mail goes out with the file's", async () => {
    await db
      .insert(settings)
      .values({ name: "texts/en/emails", value: { [SUBJECT]: "For {customer}" }, version: 1 });
    await loadSettings(db);
    expect((await example()).subject).toMatch(/^Your order .* is confirmed$/);
    expect(await checkDeskSettings()).toMatchObject([
      { code: "own_texts", text: expect.stringContaining(`emails: ${SUBJECT} (en)`) },
    ]);
  });

  it("of every e-mail are there, each once", () => {
    const { own, shared } = mailWords("merchant_order_paid", "fr");
    expect(own.map(({ key }) => key)).toContain("order_paid.subject");
    expect(shared.map(({ key }) => key)).toContain("footer");
    expect(shared.filter(({ key }) => key.startsWith("order_paid."))).toEqual([]);
  });
});
