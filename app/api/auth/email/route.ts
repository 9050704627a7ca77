import { randomUUID } from "node:crypto";
import { after } from "next/server";
import { z } from "zod";
import { askForSignInEmail } from "@/lib/auth/ask-for-email.server";
import { commonFields } from "@/lib/auth/form";
import { countEmail } from "@/lib/auth/limits.server";
import { signInPath } from "@/lib/auth/paths";
import { readPending, setPending } from "@/lib/auth/pending.server";
import { parseEmail } from "@/lib/base/email-address";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refuseForm } from "@/lib/limits/refuse-too-many";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...commonFields, email: z.string().max(1000) });

/** First step of signing in: sends the e-mail, then the page asks for its code. The same for every address. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const form = await readForm(request, schema);
  if (!form.ok) return apiError(form.code, pageLocale);
  const { locale, next } = form.data;
  const parsed = parseEmail(form.data.email);
  if (!parsed.ok) return seeOther(signInPath(locale, { next, problem: parsed.code, other: true }));
  const { email } = parsed;
  const counted = await countEmail(email, request.headers);
  if (!counted.ok) {
    return refuseForm(request.headers, counted, locale, signInPath(locale, { next, tooMany: counted }));
  }
  const before = await readPending();
  const browser = before?.email === email && before.browser ? before.browser : randomUUID();
  await askForSignInEmail({ email, browser }, locale, next);
  await setPending({ email, browser, next });
  after(() => drainOutbox());
  return seeOther(signInPath(locale, { next }));
}
