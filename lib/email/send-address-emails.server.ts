import "server-only";
import { z } from "zod";
import { type Locale, TRANSLATED } from "@/i18n/languages";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { createEmailChangeCode } from "@/lib/auth/email-change-code.server";
import { localPath } from "@/lib/base/i18n-path";
import type { CustomerId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { readAccountLocale } from "@/lib/customers/profile.server";
import { db } from "@/lib/db/client";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

const confirmPayload = z.object({
  customerId: z.string().transform((id) => id as CustomerId),
  email: z.string(),
});

/** Creates the code and sends it to the new address, in the account's language. The job does not hold the code, and a late job is dropped. */
export async function sendConfirmAddress(
  job: OutboxJob,
  render: EmailRenderers["confirmAddress"],
): Promise<JobOutcome> {
  if (Date.now() - job.createdAt.getTime() > SECRET_MINUTES * 60_000) return {};
  const { customerId, email } = confirmPayload.parse(job.payload);
  const locale = await readAccountLocale(customerId);
  if (!locale) return {};
  const code = await createEmailChangeCode(db(), customerId, email);
  const rendered = await render({
    locale,
    code,
    storeUrl: storeUrl(locale),
    minutes: SECRET_MINUTES,
  });
  await sendMail({
    ...rendered,
    lane: "person_email",
    to: email,
    key: `confirm-address.${job.occurrence}.${job.tries}`,
  });
  return {};
}

/** The language may be one that the shop has given up since. */
const changedPayload = z.object({ email: z.string(), locale: z.enum(TRANSLATED) });

/** Informs the old address, however late, because its owner may learn of a theft. */
export async function sendAddressChanged(
  job: OutboxJob,
  render: EmailRenderers["addressChanged"],
): Promise<JobOutcome> {
  const { email, locale } = changedPayload.parse(job.payload);
  const rendered = await render({ locale, storeUrl: storeUrl(locale) });
  await sendMail({ ...rendered, lane: "person_email", to: email, key: `address-changed.${job.occurrence}` });
  return {};
}

const storeUrl = (locale: Locale) => new URL(localPath(locale, "/"), env().STORE_URL).href;
