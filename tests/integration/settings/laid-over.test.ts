import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as askForNews } from "@/app/api/orders/[id]/news/route";
import { textsFor, translator } from "@/i18n/texts.server";
import { defaultText } from "@/lib/base/i18n-text";
import { newStaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { shop, shopOfFile, shopSender } from "@/lib/config/shop";
import { settings, settingVersions, staff } from "@/lib/db/schema";
import { checkDeskSettings } from "@/lib/doctor/desk-settings.server";
import { legalPage } from "@/lib/legal/legal-page.server";
import type { SettingName } from "@/lib/settings/areas";
import { freshSettings, loadSettings } from "@/lib/settings/current.server";
import { readSetting, readSettingVersions, saveSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const staffId = newStaffId();
const now = new Date("2026-03-01T10:00:00Z");

beforeEach(async () => {
  await db.delete(settingVersions);
  await db.delete(settings);
  await db
    .insert(staff)
    .values({ id: staffId, email: "owner@example.com", name: "Ada", role: "owner", locale: "en" })
    .onConflictDoNothing();
  await loadSettings(db);
});

const save = (name: SettingName, value: Record<string, unknown> | null, seen = 0) =>
  saveSetting(db, { name, value, seen, staffId, now });

describe("What staff have set in the desk", () => {
  it("goes before store.config.ts, and back to the file's when it is taken away", async () => {
    expect(await save("face", { name: "Blue Kiln" })).toEqual({ ok: true, version: 1 });
    expect(shop().name).toBe("Blue Kiln");
    expect(shop().contact).toEqual(shopOfFile().contact);
    expect(shopSender()).toContain("Blue Kiln <");

    expect(await save("face", null, 1)).toEqual({ ok: true, version: 2 });
    expect(shop()).toEqual(shopOfFile());
  });

  it("goes before a variable of the environment", async () => {
    expect(env().CHECKOUT_HOLD_MINUTES).toBe(45);
    await save("checkout", { CHECKOUT_HOLD_MINUTES: "60", PAYMENT_LAYOUT: "tabs" });
    expect(env()).toMatchObject({ CHECKOUT_HOLD_MINUTES: 60, PAYMENT_LAYOUT: "tabs" });
    await save("checkout", null, 1);
    expect(env().CHECKOUT_HOLD_MINUTES).toBe(45);
  });

  it("is the text of the law that shoppers agree to, under a version of its own", async () => {
    const before = legalPage("terms", "en");
    await save("legal/en/terms", {
      source: "---\ntitle: Our terms\nupdated: 2026-03-01\n---\nWrite to {company}.",
    });
    const after = legalPage("terms", "en");
    expect(after).toMatchObject({ title: "Our terms", isDraft: false });
    expect(after.plain).toContain(shop().contact.company);
    expect(after.version).not.toBe(before.version);
    expect(legalPage("terms", "fr")).not.toMatchObject({ title: "Our terms" });
  });

  it("is what a text says, for pages and for e-mails", async () => {
    const before = translator("en", "emails")("orderNumber", { number: "AB" });
    await save("texts/en/emails", { orderNumber: "Your order {number}" });
    expect(translator("en", "emails")("orderNumber", { number: "AB" })).toBe("Your order AB");
    expect(textsFor("en", "emails").orderNumber).toContain("Your order ");
    expect(translator("fr", "emails")("orderNumber", { number: "AB" })).not.toContain("Your order");
    await save("texts/en/emails", null, 1);
    expect(translator("en", "emails")("orderNumber", { number: "AB" })).toBe(before);
  });

  it("is not overwritten by somebody who has seen an older version", async () => {
    await save("face", { name: "First" });
    expect(await save("face", { name: "Second" })).toEqual({ ok: false, code: "settings_changed" });
    expect(await save("face", { name: "Second" }, 1)).toEqual({ ok: true, version: 2 });
    expect(await save("face", { name: "Third" }, 1)).toEqual({ ok: false, code: "settings_changed" });
    expect(await readSetting(db, "face")).toEqual({ value: { name: "Second" }, version: 2 });
  });

  it("can be looked up as it was, with who set it", async () => {
    await save("face", { name: "First" });
    await save("face", null, 1);
    expect(await readSettingVersions(db, "face")).toEqual([
      { version: 2, value: null, at: now, by: "Ada" },
      { version: 1, value: { name: "First" }, at: now, by: "Ada" },
    ]);
  });

  it("is known in another process with its next request", async () => {
    await freshSettings();
    // As another process would write it.
    await db.insert(settings).values({ name: "face", value: { name: "Elsewhere" }, version: 1 });
    expect(shop().name).toBe(shopOfFile().name);
    const nextRequest = () => freshSettings().then(() => shop().name);
    await expect.poll(nextRequest, { timeout: 5_000 }).toBe("Elsewhere");
  });

  it("says in another process with the next request whether there is such a call", async () => {
    const fromElsewhere = () =>
      new Request(`${env().STORE_URL}/api/orders/none/news`, {
        method: "POST",
        headers: { origin: "https://elsewhere.example" },
      });
    const ask = () => askForNews(fromElsewhere(), { params: Promise.resolve({ id: "none" }) });
    expect((await ask()).status).toBe(403);
    await db.insert(settings).values({ name: "rules", value: { news: { asked: false } }, version: 1 });
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 2_000);
    expect((await ask()).status).toBe(404);
    clock.mockRestore();
  });

  it("is passed over where this version of the store can't read it, so that the shop stays open", async () => {
    await db.insert(settings).values({ name: "face", value: { name: "", gone: 1 }, version: 1 });
    await db.insert(settings).values({ name: "checkout", value: { CHECKOUT_HOLD_MINUTES: "3" }, version: 1 });
    await loadSettings(db);
    expect(shop()).toEqual(shopOfFile());
    expect(env().CHECKOUT_HOLD_MINUTES).toBe(45);
    expect(defaultText(shop().about.tagline)).not.toBe("");
    const [finding] = await checkDeskSettings();
    expect(finding).toMatchObject({ state: "wrong", code: "desk_settings" });
    expect(finding?.text).toMatch(/name.*CHECKOUT_HOLD_MINUTES/);

    await db.delete(settings);
    await db.insert(settings).values({ name: "face", value: { name: "Blue Kiln" }, version: 3 });
    await loadSettings(db);
    expect(await checkDeskSettings()).toMatchObject([{ state: "right" }]);
  });
});
