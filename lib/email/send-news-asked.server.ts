import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { newsConsents, newsEvents } from "@/lib/db/schema";
import { CONFIRM_DAYS, confirmUrl, stopUrls } from "@/lib/news/links.server";
import { newsText } from "@/lib/news/text.server";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

const payload = z.object({ eventId: z.string().regex(/^\d+$/).transform(Number) });

/** Asks the reader to confirm that they want news. Nothing is sent once they have answered, or when the link would be over. */
export async function sendNewsAsked(
  job: OutboxJob,
  render: EmailRenderers["newsAsked"],
): Promise<JobOutcome> {
  const { eventId } = payload.parse(job.payload);
  const [asked] = await db()
    .select({ consent: newsConsents, at: newsEvents.at })
    .from(newsEvents)
    .innerJoin(newsConsents, eq(newsConsents.id, newsEvents.consentId))
    .where(eq(newsEvents.id, eventId));
  if (asked?.consent.state !== "asked" || asked.consent.email === null) return {};
  const until = asked.at.getTime() + CONFIRM_DAYS * 86_400_000;
  if (until <= Date.now()) return {};
  const { id, email, locale } = asked.consent;
  const stop = stopUrls(locale, id);
  const rendered = await render({
    locale,
    storeUrl: new URL(localPath(locale, "/"), env().STORE_URL).href,
    agree: newsText(locale).agree,
    days: CONFIRM_DAYS,
    confirmUrl: confirmUrl(locale, { eventId, until }),
    stopUrl: stop.page,
  });
  await sendMail({
    ...rendered,
    lane: "person_email",
    to: email,
    key: `news-asked.${job.occurrence}`,
    unsubscribeUrl: stop.oneClick,
  });
  return {};
}
