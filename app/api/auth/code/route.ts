import { z } from "zod";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { codeField, commonFields } from "@/lib/auth/form";
import { countingSignInCode } from "@/lib/auth/limits.server";
import { arrivalPath, signInPath } from "@/lib/auth/paths";
import { readPending } from "@/lib/auth/pending.server";
import { signInByCode } from "@/lib/auth/sign-in.server";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseForm } from "@/lib/limits/refuse-too-many";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...commonFields, code: codeField });

/** Second step of signing in: the code of the e-mail, for the address the first step was given. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const form = await readForm(request, schema);
  if (!form.ok) return apiError(form.code, pageLocale);
  const { locale, code } = form.data;
  const pending = await readPending();
  if (!pending) return seeOther(signInPath(locale, { next: form.data.next, problem: "code_expired" }));
  const { email, browser, next } = pending;
  const { headers } = request;
  const signedIn = await countingSignInCode(email, headers, () =>
    signInByCode({ email, browser }, code, headers),
  );
  if (!signedIn.ok && signedIn.code === "rate_limited") {
    return refuseForm(headers, signedIn, locale, signInPath(locale, { next, tooMany: signedIn }));
  }
  if (!signedIn.ok) return seeOther(signInPath(locale, { next, problem: signedIn.code }));
  await finishSignIn(signedIn.customerId, locale);
  return seeOther(arrivalPath(locale, next));
}
