import "server-only";
import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { createSecrets } from "@/lib/auth/secrets.server";
import { signInLinkPath } from "@/lib/auth/sign-in-link";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import type { EmailRenderers } from "./renderers";
import { sendMail } from "./send-mail.server";

const payload = z.object({
  email: z.string(),
  browser: z.string().default(""),
  // Also one that the shop has given up since it was asked for.
  locale: z.enum(TRANSLATED),
  next: z.string(),
});

/** Creates code and link, which the job does not hold, and sends them. A late job is dropped; of several codes for a browser the newest counts. */
export async function sendSignInEmail(job: OutboxJob, render: EmailRenderers["signIn"]): Promise<JobOutcome> {
  if (Date.now() - job.createdAt.getTime() > SECRET_MINUTES * 60_000) return {};
  const { email, browser, locale, next } = payload.parse(job.payload);
  const { code, token } = await createSecrets({ email, browser });
  const absolute = (path: string) => new URL(path, env().STORE_URL).href;
  const rendered = await render({
    locale,
    code,
    linkUrl: absolute(signInLinkPath(locale, token, next)),
    storeUrl: absolute(localPath(locale, "/")),
    minutes: SECRET_MINUTES,
  });
  await sendMail({
    ...rendered,
    lane: "person_email",
    to: email,
    key: `sign-in.${job.occurrence}.${job.tries}`,
  });
  return {};
}
