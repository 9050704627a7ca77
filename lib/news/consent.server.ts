import "server-only";
import { and, eq, exists, gt, ne, not } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { Database, Transaction } from "@/lib/db/client";
import { newsConsents, newsEvents, newsTexts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { TooMany } from "@/lib/limits/too-many";
import type { NewsSource } from "@/lib/model/news";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import { countNewsMailTo } from "./limits.server";
import { openConfirmLink, openStopLink } from "./links.server";
import { newsText, wholeText } from "./text.server";

type Asking = {
  /** As `parseEmail` gives it. */
  email: string;
  locale: Locale;
  source: Extract<NewsSource, "account" | "order">;
};

/**
 * Sends an e-mail whose link confirms that its reader wants news. The answer is the same for an address that has agreed before, which gets no e-mail:
 * only its owner may learn that. Where it is asked from, the caller has counted.
 */
export async function askForNews(
  database: Database,
  { email, locale, source }: Asking,
): Promise<{ ok: true } | TooMany> {
  const counted = await countNewsMailTo(email);
  if (!counted.ok) return counted;
  const { version, ...text } = newsText(locale);
  await inTransaction(database, async (tx) => {
    const now = new Date();
    const asked = { state: "asked", locale, changedAt: now } as const;
    const [consent] = await tx
      .insert(newsConsents)
      .values({ email, ...asked })
      .onConflictDoUpdate({
        target: newsConsents.email,
        set: asked,
        setWhere: ne(newsConsents.state, "confirmed"),
      })
      .returning({ id: newsConsents.id });
    if (!consent) return;
    await tx
      .insert(newsTexts)
      .values({ version, locale, text: wholeText(text) })
      .onConflictDoNothing();
    const eventId = await note(tx, {
      ...{ consentId: consent.id, state: "asked", at: now },
      source,
      version,
    });
    await enqueueForPerson(tx, {
      effect: "email.news_asked",
      occurrence: String(eventId),
      payload: { eventId: String(eventId) },
    });
  });
  return { ok: true };
}

type Step = Pick<typeof newsEvents.$inferInsert, "consentId" | "state" | "source" | "at"> & {
  version: string | null;
};

async function note(tx: Transaction, { version, ...step }: Step): Promise<number> {
  const [event] = await tx
    .insert(newsEvents)
    .values({ ...step, textVersion: version })
    .returning({ id: newsEvents.id });
  if (!event) throw new Error("the step was not written");
  return event.id;
}

type LinkProblem = { ok: false; code: "link_wrong" | "link_over" };

/** Confirms by the link of the e-mail, once. A link is over with its days, when it was used, and when its reader has stopped the news since. */
export async function confirmNews(
  database: Database,
  token: string,
  now = new Date(),
): Promise<{ ok: true } | LinkProblem> {
  const link = openConfirmLink(token);
  if (!link) return { ok: false, code: "link_wrong" };
  if (link.until <= now.getTime()) return { ok: false, code: "link_over" };
  return inTransaction(database, async (tx) => {
    const [asked] = await tx.select().from(newsEvents).where(eq(newsEvents.id, link.eventId));
    if (!asked) return { ok: false, code: "link_over" };
    const { consentId, textVersion } = asked;
    const sinceThen = tx
      .select({ id: newsEvents.id })
      .from(newsEvents)
      .where(
        and(eq(newsEvents.consentId, consentId), gt(newsEvents.id, asked.id), ne(newsEvents.state, "asked")),
      );
    // Of two clicks at once the second waits for the row, and finds it confirmed.
    const [confirmed] = await tx
      .update(newsConsents)
      .set({ state: "confirmed", changedAt: now, confirmedAt: now })
      .where(and(eq(newsConsents.id, consentId), eq(newsConsents.state, "asked"), not(exists(sinceThen))))
      .returning({ id: newsConsents.id });
    if (!confirmed) return { ok: false, code: "link_over" };
    await note(tx, { ...{ consentId, state: "confirmed", source: "link" }, at: now, version: textVersion });
    return { ok: true };
  });
}

/** Withdraws by the link that each e-mail has. Safe to repeat. */
export async function stopNewsByLink(
  database: Database,
  token: string,
  source: Extract<NewsSource, "link" | "one_click">,
): Promise<{ ok: true } | LinkProblem> {
  const consentId = openStopLink(token);
  if (consentId === null) return { ok: false, code: "link_wrong" };
  await withdrawNews(database, { id: consentId }, source);
  return { ok: true };
}

/** @returns false when there was nothing to withdraw */
export async function withdrawNews(
  database: Database,
  which: { id: number } | { email: string },
  source: NewsSource,
): Promise<boolean> {
  return inTransaction(database, (tx) => withdrawIn(tx, which, source));
}

export async function withdrawIn(
  tx: Transaction,
  which: { id: number } | { email: string },
  source: NewsSource,
): Promise<boolean> {
  const now = new Date();
  const [withdrawn] = await tx
    .update(newsConsents)
    .set({ state: "withdrawn", changedAt: now })
    .where(
      and(
        "id" in which ? eq(newsConsents.id, which.id) : eq(newsConsents.email, which.email),
        ne(newsConsents.state, "withdrawn"),
      ),
    )
    .returning({ id: newsConsents.id });
  if (!withdrawn) return false;
  await note(tx, { ...{ consentId: withdrawn.id, state: "withdrawn", at: now }, source, version: null });
  return true;
}
