import { describe, expect, it } from "vitest";
import { routing } from "@/i18n/routing";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { readSettings } from "@/lib/desk/settings/read-settings.server";
import { hasRight, STAFF_ROLES } from "@/lib/model/staff";
import { importPlan } from "@/lib/shipping/import-plan.server";
import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { testDatabase } from "@/tests/support/database";
import { testMailbox } from "@/tests/support/mailbox";

await testMailbox();
const { db } = await testDatabase();

const NOW = new Date("2026-11-28T12:00:00Z");

async function said(group: string, locale: "en" | "fr" | "de" = "en") {
  const found = (await readSettings(locale, NOW)).find(({ id }) => id === group);
  if (!found) throw new Error(`no group ${group}`);
  return found;
}

const textOf = async (group: string, label: string) => {
  const { settings } = await said(group);
  return settings.find((one) => one.label === label)?.said.map(({ text }) => text);
};

describe("The settings of the shop", () => {
  it("are for owners and managers", () => {
    const right = DESK_PAGES["/admin/settings"];
    expect(STAFF_ROLES.filter((role) => hasRight(role, right))).toEqual(["owner", "manager"]);
  });

  it.each(routing.locales)("each say something, once, and where it is changed (%s)", async (locale) => {
    for (const { settings } of await readSettings(locale, NOW)) {
      expect(new Set(settings.map(({ label }) => label)).size).toBe(settings.length);
      for (const { said: texts, change } of settings) {
        expect(texts.length).toBeGreaterThan(0);
        expect(texts.filter(({ text }) => text === "")).toEqual([]);
        expect(change).not.toBe("");
      }
    }
  });

  it("tell of a secret only that it is set", async () => {
    const shown = JSON.stringify(await readSettings("en", NOW));
    const settings = env();
    const secrets = [
      ...[settings.STRIPE_SECRET_KEY, settings.STRIPE_PUBLISHABLE_KEY, settings.CART_SECRET],
      ...[settings.AUTH_SECRET, settings.CRON_SECRET, settings.DATABASE_URL],
      ...settings.STRIPE_WEBHOOK_SECRET,
    ];
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/[sr]k_(test|live)_|whsec_|postgres(ql)?:\/\/|smtps?:\/\/|rediss?:\/\//);
    expect(await textOf("secrets", "CART_SECRET")).toEqual(["Set"]);
    expect(await textOf("secrets", "REDIS_URL")).toEqual(["Not set"]);
  });

  it("tell name, contact, and the number that an invoice would have", async () => {
    expect(await textOf("face", "Name")).toEqual([shop().name]);
    expect(await textOf("contact", "Time zone")).toEqual(["Europe/Paris"]);
    expect(await textOf("rules", "Numbers of invoices")).toEqual([
      "As 2026-000042, and C-2026-000042 for credit notes; from 1 with each year",
    ]);
    expect(await textOf("rules", "Money that takes two people")).toEqual(["Above €1,000.00 for one order"]);
  });

  it("tell each currency with its rate, its rounding and whose it is", async () => {
    expect(await textOf("currencies", "US Dollar (USD)")).toEqual([
      "1 EUR = 1.1 USD",
      "To whole units less a hundredth, as 9.99",
      "Shown first to shoppers in: United States",
    ]);
    expect(await textOf("currencies", "Euro (EUR)")).toEqual(["The shop’s own"]);
  });

  it("tell which legal text is a draft, and lead to it in its language", async () => {
    const { settings } = await said("legal");
    const terms = settings.find(({ change }) => change?.endsWith("/terms.md"));
    expect(terms?.said.map(({ href }) => href)).toEqual([
      "/legal/terms",
      "/fr/legal/terms",
      "/de/legal/terms",
    ]);
    expect(terms?.said[0]).toMatchObject({ isOpen: true, text: expect.stringContaining("draft") });
  });

  it("tell the delivery that is in force, and where the tax differs", async () => {
    expect((await said("delivery")).lead).toContain("standard plan");
    expect(await textOf("tax", "Zones that differ")).toEqual(["None"]);
    const plan = {
      zones: [
        {
          ...{ id: "near", countries: ["FR"], taxBehavior: "exclusive", postalCodes: { BE: ["10"] } },
          rates: [
            {
              ...{ id: "standard", name: { en: "By bicycle" }, days: [2, 4], freeFrom: { eur: 6000 } },
              prices: [{ upToGrams: 2000, price: { eur: 490 } }, { price: { eur: 990 } }],
            },
          ],
        },
        { id: "rest", countries: ["BE"], rates: [] },
      ],
    };
    expect(await importPlan(db, plan, { currency: currency("eur"), dryRun: false })).toMatchObject({
      ok: true,
    });
    const { lead } = await said("delivery");
    expect(lead).toContain("of your own");
    expect(await textOf("delivery", "Zone near")).toEqual([
      "France",
      "Belgium, postal codes that begin with 10",
    ]);
    expect(await textOf("delivery", "Rates of near")).toEqual([
      "By bicycle · 2–4 business days · €4.90 up to 2,000 g · €9.90 · free from €60.00",
    ]);
    expect(await textOf("delivery", "Rates of rest")).toEqual(["Nothing is delivered there."]);
    expect(await textOf("tax", "Zones that differ")).toEqual(["near: The tax comes on top"]);
  });
});
