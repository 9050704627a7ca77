import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { shop } from "@/lib/config/shop";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { legalTexts, orders } from "@/lib/db/schema";
import { legalPage, type ShownLegalPage, showLegalText } from "@/lib/legal/legal-page.server";
import { AGREED_PAGES, type AgreedPage } from "@/lib/legal/pages";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Agreement } from "@/lib/model/order";

/**
 * What a shopper is shown with the button that orders, kept word by word from now on; null where the shop sells to businesses only. Their country may still
 * change. To be called outside a transaction: a new text must not make other purchases wait, and one that can't be read or kept prevents none.
 */
export async function agreeNow(locale: Locale): Promise<Agreement | null> {
  if (!shop().sellsToConsumers) return null;
  const [terms, returns] = [readable("terms", locale), readable("returns", locale)];
  try {
    await keep([terms, returns].filter((text) => text !== null));
  } catch (error) {
    log.error(`the texts of an order could not be kept: ${describeError(error)}`);
  }
  const shownAt = new Date().toISOString();
  return { terms: terms?.version ?? null, returns: returns?.version ?? null, locale, shownAt };
}

function readable(page: AgreedPage, locale: Locale): ShownLegalPage | null {
  try {
    return legalPage(page, locale);
  } catch (error) {
    log.error(`a text that orders are placed under could not be read: ${describeError(error)}`);
    return null;
  }
}

async function keep(texts: readonly ShownLegalPage[]): Promise<void> {
  const versions = texts.map(({ version }) => version);
  const kept = await db()
    .select({ version: legalTexts.version })
    .from(legalTexts)
    .where(inArray(legalTexts.version, versions));
  const missing = texts.filter(({ version }) => !kept.some((one) => one.version === version));
  if (missing.length === 0) return;
  await db()
    .insert(legalTexts)
    .values(
      missing.map(({ version, language, title, updated, markdown }) => ({
        ...{ version, language, title, updated, markdown },
      })),
    )
    .onConflictDoNothing();
}

/** A locked order whose shopper is shown other texts than before: they order under these. One that can't be read now is the last that could be. */
export async function agreeAgain(
  tx: Transaction,
  { id, agreement: before }: OrderRow,
  shown: Agreement | null,
): Promise<void> {
  if (shown === null) return;
  const agreement = {
    ...shown,
    terms: shown.terms ?? before?.terms ?? null,
    returns: shown.returns ?? before?.returns ?? null,
  };
  const isSame =
    before?.locale === agreement.locale && AGREED_PAGES.every((page) => before[page] === agreement[page]);
  if (!isSame) await tx.update(orders).set({ agreement }).where(eq(orders.id, id));
}

type AgreedText = { page: AgreedPage; text: ShownLegalPage | null };

/** What an order was placed under, word by word. A text is null when it was not kept, as for orders of an earlier version. */
export async function agreedTexts(q: Queryable, agreement: Agreement | null): Promise<AgreedText[]> {
  if (!agreement) return [];
  const versions = AGREED_PAGES.flatMap((page) => agreement[page] ?? []);
  const rows =
    versions.length === 0
      ? []
      : await q.select().from(legalTexts).where(inArray(legalTexts.version, versions));
  return AGREED_PAGES.map((page) => {
    const row = rows.find(({ version }) => version === agreement[page]);
    if (!row) return { page, text: null };
    const { title, updated, markdown } = row;
    return { page, text: showLegalText({ title, updated, markdown, isDraft: false }, row.language) };
  });
}
