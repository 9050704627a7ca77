import { z } from "zod";
import { signOut } from "@/lib/account/sign-in-and-out.server";
import { commonFields } from "@/lib/auth/form";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Signs this browser out; others of the account stay signed in. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const form = await readForm(request, z.object(commonFields));
  if (!form.ok) return apiError(form.code, pageLocale);
  await signOut();
  return seeOther(localPath(form.data.locale, "/"));
}
