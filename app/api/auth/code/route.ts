import { z } from "zod";
import { codeField, commonFields } from "@/lib/auth/form";
import { withinCodeLimits } from "@/lib/auth/limits.server";
import { arrivalPath, signInPath } from "@/lib/auth/paths";
import { readPending } from "@/lib/auth/pending.server";
import { settleIn } from "@/lib/auth/session-change.server";
import { signInByCode } from "@/lib/auth/sign-in.server";
import { env } from "@/lib/env";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";

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
  const { email, next } = pending;
  if (!(await withinCodeLimits(email, request.headers))) {
    return seeOther(signInPath(locale, { next, problem: "rate_limited" }));
  }
  const signedIn = await signInByCode(email, code, request.headers);
  if (!signedIn.ok) return seeOther(signInPath(locale, { next, problem: signedIn.code }));
  await settleIn(signedIn.customerId, locale);
  return seeOther(arrivalPath(locale, next));
}
