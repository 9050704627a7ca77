import { desc } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/admin/settings/areas/[area]/route";
import { env } from "@/lib/config/env";
import { shop, shopOfFile } from "@/lib/config/shop";
import { auditEntries, settings, settingVersions } from "@/lib/db/schema";
import { FORM_AREAS, type FormArea, fieldsOf, isOfShop, variablesOf } from "@/lib/desk/settings/area-fields";
import { areaValues, readArea } from "@/lib/desk/settings/area-form.server";
import type { StaffRole } from "@/lib/model/staff";
import { SHOP_AREAS } from "@/lib/settings/areas";
import { loadSettings } from "@/lib/settings/current.server";
import { readSetting } from "@/lib/settings/save-setting.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(async () => {
  await db.delete(settingVersions);
  await db.delete(settings);
  await loadSettings(db);
});

async function desk(role: StaffRole = "manager") {
  const { who } = await deskStaff(db, role);
  return async (area: FormArea, body: object) => {
    const request = new Request(`${env().STORE_URL}/api/admin/settings/areas/${area}`, {
      method: "POST",
      headers: { origin: env().STORE_URL, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await who.does(() => POST(request, { params: Promise.resolve({ area }) }));
    return { status: answer.status, ...(await answer.json()) };
  };
}

describe("A form of the settings", () => {
  it.each(FORM_AREAS)("asks for every field of its area that it may change, once (%s)", (area) => {
    const paths = fieldsOf(area).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const keys: readonly string[] = isOfShop(area) ? SHOP_AREAS[area] : variablesOf(area);
    expect(new Set(paths.map((path) => path.split(".")[0]))).toEqual(new Set(keys));
  });

  it.each(FORM_AREAS)("that is sent as it was shown changes nothing (%s)", (area) => {
    expect(readArea(area, areaValues(area))).toEqual({ ok: true, value: null });
  });

  it("changes what was typed and keeps the rest, also what the file is changed to later", async () => {
    const ask = await desk();
    const answer = await ask("contact", {
      seen: "0",
      values: { "contact.city": " Paris ", "contact.phone": "+33 1 23 45 67 89" },
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(shop().contact).toEqual({ ...shopOfFile().contact, city: "Paris", phone: "+33 1 23 45 67 89" });
    expect((await readSetting(db, "contact")).value).not.toHaveProperty("timeZone");
    const [entry] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
    expect(entry).toMatchObject({ action: "settings.save", subjectId: "contact", outcome: "done" });
    expect(entry?.detail).toMatchObject({ after: { contact: { city: "Paris" } } });
  });

  it("takes rules with numbers, nothing and texts by language", async () => {
    const ask = await desk();
    const values = {
      "returns.days": "30",
      "desk.secondPersonAbove": "",
      sellsToConsumers: "off",
      "invoices.note.en": "No VAT is charged.",
      "invoices.invoicePrefix": "",
    };
    expect(await ask("rules", { seen: 0, values })).toMatchObject({ status: 200 });
    expect(shop()).toMatchObject({
      returns: { days: 30, deliveryDays: shopOfFile().returns.deliveryDays },
      desk: { secondPersonAbove: null },
      sellsToConsumers: false,
      invoices: { note: { en: "No VAT is charged." }, invoicePrefix: "" },
    });
  });

  it("names the fields that are wrong, and changes nothing", async () => {
    const ask = await desk();
    const wrong = await ask("contact", {
      seen: 0,
      values: { "contact.email": "nobody", "contact.company": " ", "contact.phone": "12" },
    });
    expect(wrong).toMatchObject({ status: 422, error: { code: "setting_wrong" } });
    expect(wrong.error.fields.sort()).toEqual([
      "values.contact.company",
      "values.contact.email",
      "values.contact.phone",
    ]);
    const days = await ask("rules", {
      seen: 0,
      values: { "returns.days": "many", "invoices.note.fr": "Sans la langue principale" },
    });
    expect(days.error.fields.sort()).toEqual(["values.invoices.note.en", "values.returns.days"]);
    const both = await ask("checkout", {
      seen: 0,
      values: { PAYMENT_METHODS: "card", PAYMENT_METHODS_EXCLUDED: "klarna" },
    });
    expect(both.error.fields).toEqual(["values.PAYMENT_METHODS_EXCLUDED"]);
    process.env.PAYMENT_METHODS = "card";
    process.env.PAYMENT_INSTALLMENTS = "on";
    const other = await ask("checkout", { seen: 0, values: { PAYMENT_METHODS: "klarna" } });
    expect(other.error.message).toContain("PAYMENT_INSTALLMENTS needs PAYMENT_METHODS with card in it");
    delete process.env.PAYMENT_METHODS;
    delete process.env.PAYMENT_INSTALLMENTS;
    expect(await ask("checkout", { seen: 0, values: { CHECKOUT_HOLD_MINUTES: "30" } })).toMatchObject({
      status: 422,
    });
    expect(shop()).toEqual(shopOfFile());
    expect(await db.select().from(settings)).toEqual([]);
  });

  it("changes only variables of its own area", async () => {
    const ask = await desk();
    await ask("checkout", {
      seen: 0,
      values: { CHECKOUT_SURFACE: "payment", STRIPE_SECRET_KEY: "sk_test_other", MAIL_FROM: "x" },
    });
    expect((await readSetting(db, "checkout")).value).toEqual({ CHECKOUT_SURFACE: "payment" });
    expect(env().CHECKOUT_SURFACE).toBe("payment");
  });

  it("keeps for the environment what it says already", async () => {
    const ask = await desk();
    await ask("mail", { seen: 0, values: { MERCHANT_EMAIL: "a@shop.example, b@shop.example" } });
    expect(env().MERCHANT_EMAIL).toEqual(["a@shop.example", "b@shop.example"]);
    const before = areaValues("mail", "files").MERCHANT_EMAIL ?? "";
    await ask("mail", { seen: 1, values: { MERCHANT_EMAIL: before } });
    expect(await readSetting(db, "mail")).toEqual({ value: null, version: 2 });
  });

  it("goes back to the files, and brings an earlier version back", async () => {
    const ask = await desk();
    await ask("rules", { seen: 0, values: { "returns.days": "30" } });
    await ask("rules", { seen: 1, reset: "1" });
    expect(shop().returns.days).toBe(shopOfFile().returns.days);
    expect(await ask("rules", { seen: 2, bring: "1" })).toMatchObject({ status: 200 });
    expect(shop().returns.days).toBe(30);
    expect(await ask("rules", { seen: 3, bring: "9" })).toMatchObject({
      status: 422,
      error: { code: "setting_outdated" },
    });
  });

  it("tells the second of two people, and overwrites nothing", async () => {
    const [first, second] = [await desk(), await desk("owner")];
    await first("rules", { seen: 0, values: { "returns.days": "30" } });
    const late = await second("rules", { seen: 0, values: { "returns.days": "20" } });
    expect(late).toMatchObject({ status: 409, error: { code: "settings_changed" } });
    expect(shop().returns.days).toBe(30);
  });
});
