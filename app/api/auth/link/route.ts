import { z } from "zod";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { commonFields } from "@/lib/auth/form";
import { countWrongLink } from "@/lib/auth/limits.server";
import { arrivalPath, signInPath } from "@/lib/auth/paths";
import { signInByLink } from "@/lib/auth/sign-in.server";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseForm } from "@/lib/limits/refuse-too-many";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...commonFields, token: z.string().max(200) });

/** The button behind the link of a sign-in e-mail. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const form = await readForm(request, schema);
  if (!form.ok) return apiError(form.code, pageLocale);
  const { locale, next, token } = form.data;
  const { headers } = request;
  const signedIn = await signInByLink(token, headers);
  const counted = signedIn.ok ? null : await countWrongLink(headers);
  if (counted?.ok === false) {
    return refuseForm(headers, counted, locale, signInPath(locale, { next, tooMany: counted, other: true }));
  }
  if (!signedIn.ok) return seeOther(signInPath(locale, { next, problem: signedIn.code, other: true }));
  await finishSignIn(signedIn.customerId, locale);
  return seeOther(arrivalPath(locale, next));
}
