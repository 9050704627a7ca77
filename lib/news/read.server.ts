import "server-only";
import { asc, desc, eq, inArray, or } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import { db, type Queryable } from "@/lib/db/client";
import { newsConsents, newsEvents, newsTexts } from "@/lib/db/schema";
import { signature } from "@/lib/http/signed-value";
import type { NewsSource, NewsState } from "@/lib/model/news";
import { newsAddress } from "./address";

/** One step: `text` is what was read beside the box, with its hash. */
type NewsStep = {
  state: NewsState;
  source: NewsSource;
  at: Date;
  text: { version: string; locale: Locale; words: string } | null;
};

export type News = {
  /** Null when nobody has ever asked for this address. */
  state: NewsState | null;
  /** Since when news may be sent. */
  since: Date | null;
  history: NewsStep[];
};

/** Finds the proof about an address whose person was erased, for whoever names the address. It can't be turned back into one. */
export const newsHash = (email: string): string => signature("news proof", email, env().AUTH_SECRET);

/** Whether an address gets news, with all that led to it. */
export async function readNews(address: string): Promise<News> {
  const email = newsAddress(address);
  const consents = await db()
    .select()
    .from(newsConsents)
    .where(or(eq(newsConsents.email, email), eq(newsConsents.emailHash, newsHash(email))))
    .orderBy(desc(newsConsents.id));
  const [newest] = consents;
  if (!newest) return { state: null, since: null, history: [] };
  const history = await db()
    .select({ event: newsEvents, text: newsTexts })
    .from(newsEvents)
    .leftJoin(newsTexts, eq(newsTexts.version, newsEvents.textVersion))
    .where(
      inArray(
        newsEvents.consentId,
        consents.map(({ id }) => id),
      ),
    )
    .orderBy(asc(newsEvents.id));
  return {
    state: newest.state,
    since: newest.state === "confirmed" ? newest.confirmedAt : null,
    history: history.map(({ event: { state, source, at }, text }) => ({
      ...{ state, source, at },
      text: text && { version: text.version, locale: text.locale, words: text.text },
    })),
  };
}

/** What the shopper's own pages need to know. */
export async function readNewsState(
  q: Queryable,
  email: string,
): Promise<{ state: NewsState | null; since: Date | null }> {
  const [consent] = await q
    .select({ state: newsConsents.state, since: newsConsents.confirmedAt })
    .from(newsConsents)
    .where(eq(newsConsents.email, email));
  return consent ?? { state: null, since: null };
}
