import "server-only";
import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import { STAFF_ROLES } from "@/lib/model/staff";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import { createStaffCode } from "@/lib/staff/mailbox-code.server";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

const absolute = (path: string) => new URL(path, env().STORE_URL).href;

const codePayload = z.object({ email: z.string(), browser: z.string(), locale: z.enum(TRANSLATED) });

/** Creates the code, which the job does not hold, and sends it. Nothing is sent to an address that nobody works with; a late job is dropped. */
export async function sendStaffCode(
  job: OutboxJob,
  render: EmailRenderers["staffCode"],
): Promise<JobOutcome> {
  if (Date.now() - job.createdAt.getTime() > SECRET_MINUTES * 60_000) return {};
  const { email, browser, locale } = codePayload.parse(job.payload);
  const code = await createStaffCode({ email, browser });
  if (code === null) return {};
  const rendered = await render({
    locale,
    code,
    storeUrl: absolute(localPath(locale, "/")),
    minutes: SECRET_MINUTES,
  });
  const key = `staff-code.${job.occurrence}.${job.tries}`;
  await sendMail({ ...rendered, lane: "person_email", to: email, key });
  return {};
}

const invitedPayload = z.object({
  email: z.string(),
  by: z.string(),
  role: z.enum(STAFF_ROLES),
  locale: z.enum(TRANSLATED),
});

export async function sendStaffInvited(
  job: OutboxJob,
  render: EmailRenderers["staffInvited"],
): Promise<JobOutcome> {
  const { email, by, role, locale } = invitedPayload.parse(job.payload);
  const rendered = await render({
    locale,
    by,
    role,
    deskUrl: absolute("/admin"),
    storeUrl: absolute(localPath(locale, "/")),
  });
  await sendMail({ ...rendered, lane: "person_email", to: email, key: `staff-invited.${job.occurrence}` });
  return {};
}
