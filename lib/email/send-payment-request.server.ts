import "server-only";
import { z } from "zod";
import { localPath } from "@/lib/base/i18n-path";
import type { DraftId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { priceDraft } from "@/lib/drafts/price-draft.server";
import { findDraft } from "@/lib/drafts/read-draft.server";
import { requestLinkPath } from "@/lib/drafts/request-link";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

const payload = z.object({ draftId: z.string().transform((id) => id as DraftId) });

/** Asks a shopper to pay a draft. Nothing is sent once it was paid or ended, or when it can't be paid. */
export async function sendPaymentRequest(
  job: OutboxJob,
  render: EmailRenderers["paymentRequested"],
): Promise<JobOutcome> {
  const { draftId } = payload.parse(job.payload);
  const found = await findDraft(db(), draftId);
  if (found?.state !== "sent") return {};
  const { draft, order } = found;
  const { email, locale, note, expiresAt } = draft;
  if (!email || !expiresAt) return {};
  const priced = order ? null : await priceDraft(db(), draft, locale);
  const quote = order?.quote ?? (priced?.quoted.ok ? priced.quoted.quote : null);
  if (!quote) return {};
  const { STORE_URL, CART_SECRET } = env();
  const absolute = (path: string) => new URL(path, STORE_URL).href;
  const rendered = await render({
    ...{ locale, note, until: expiresAt, timeZone: shopTimeZone(), currency: quote.currency },
    storeUrl: absolute(localPath(locale, "/")),
    requestUrl: absolute(requestLinkPath(draftId, locale, CART_SECRET)),
    lines: quote.lines.map(({ productName, optionLabel, quantity, total }) => ({
      ...{ quantity, total, name: [productName, optionLabel].filter(Boolean).join(", ") },
    })),
    discounts: quote.discounts.map(({ name, amount }) => ({ name, amount })),
    delivery: quote.shippingTotal,
    total: quote.total,
  });
  const key = `payment-request.${job.occurrence.replace(/\W+/g, "-")}`;
  await sendMail({ ...rendered, lane: "person_email", to: email, key });
  return {};
}
