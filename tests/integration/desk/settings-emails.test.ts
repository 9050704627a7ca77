import { describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/admin/settings/emails/[mail]/[language]/route";
import { emailRenderers } from "@/emails/renderers";
import { routing } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { env } from "@/lib/config/env";
import { outboxJobs } from "@/lib/db/schema";
import { EMAIL_NAMES, EMAIL_SOURCES, type EmailName } from "@/lib/desk/settings/email-names";
import { exampleEmail } from "@/lib/desk/settings/example-emails.server";
import { ORDER_EFFECTS } from "@/lib/model/effects";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

await testMailbox();
const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

const NOW = new Date("2026-11-28T12:00:00Z");
const example = (name: EmailName, locale: "en" | "fr" | "de") =>
  exampleEmail(name, locale, { render: emailRenderers, now: NOW });

describe("Example e-mails", () => {
  it("are those that orders send, and others", () => {
    const sent = ORDER_EFFECTS.filter((effect) => effect.startsWith("email."));
    expect(EMAIL_NAMES).toEqual(expect.arrayContaining(sent.map((effect) => effect.slice("email.".length))));
  });

  it.each(EMAIL_NAMES)(
    "%s is written in each language, and its words stand where the page says",
    async (name) => {
      const { file, key } = EMAIL_SOURCES[name];
      const subjects = await Promise.all(
        routing.locales.map(async (locale) => {
          expect(textsFor(locale, file)).toHaveProperty(key);
          const { subject, html, text, locale: written } = await example(name, locale);
          expect(written).toBe(locale);
          expect(`${subject}${html}${text}`).not.toMatch(/undefined|NaN|\[object/);
          return subject;
        }),
      );
      expect(new Set(subjects).size).toBe(routing.locales.length);
    },
  );

  it("have the shop's own goods, and links that open nothing", async () => {
    const { text, html } = await example("order_confirmed", "en");
    expect(text).toMatch(/Mug|Bowl/);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
    expect(links.length).toBeGreaterThan(0);
    for (const href of links) expect(href).not.toMatch(/[?&#](?:key|token|link)=|\/orders\//);
    for (const href of links.filter((one) => one.startsWith("http")))
      expect(href.startsWith(env().STORE_URL)).toBe(true);
  });

  it("send nothing, and make no codes", async () => {
    await shop.paid();
    const before = await db.$count(outboxJobs);
    for (const name of EMAIL_NAMES) await example(name, "de");
    expect(await db.$count(outboxJobs)).toBe(before);
  });
});

describe("The frame of an e-mail", () => {
  const open = async (role: "owner" | "support", mail: string, locale: string) => {
    const { who } = await deskStaff(db, role);
    return who.does(() =>
      GET(new Request(`${env().STORE_URL}/api/admin/settings/emails/${mail}/${locale}`), {
        params: Promise.resolve({ mail, language: locale }),
      }),
    );
  };

  it("runs nothing, and is not kept", async () => {
    const answer = await open("owner", "order_confirmed", "fr");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Security-Policy")).toMatch(/^sandbox; default-src 'none';/);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.text()).toContain("Merci");
  });

  it("is there for known e-mails and languages, and for who may read settings", async () => {
    expect((await open("owner", "unknown", "fr")).status).toBe(404);
    expect((await open("owner", "order_confirmed", "it")).status).toBe(404);
    expect((await open("support", "order_confirmed", "fr")).status).toBe(403);
  });
});
