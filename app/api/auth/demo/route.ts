import { z } from "zod";
import { commonFields } from "@/lib/auth/form";
import { arrivalPath } from "@/lib/auth/paths";
import { env } from "@/lib/config/env";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { apiError } from "@/lib/http/api-error";
import { readForm, seeOther } from "@/lib/http/form";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...commonFields, shopper: z.enum(DEMO_SHOPPERS) });

/** The demonstration's buttons on the sign-in page; programs use `POST /api/demo/sign-in`. */
export async function POST(request: Request): Promise<Response> {
  const pageLocale = requestLocale(request.headers);
  if (!env().LOCAL_DEMO) return apiError("not_found", pageLocale);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", pageLocale);
  const form = await readForm(request, schema);
  if (!form.ok) return apiError(form.code, pageLocale);
  const { locale, next, shopper } = form.data;
  await signInAsDemo(shopper, locale, request.headers);
  return seeOther(arrivalPath(locale, next));
}
