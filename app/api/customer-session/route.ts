import { z } from "zod";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { env } from "@/lib/config/env";
import { openCustomerSession } from "@/lib/customers/customer-session.server";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.strictObject({});

/** `{}` -> `{ clientSecret, expiresAt }` of a CustomerSession for who is signed in. */
export async function POST(request: Request): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", locale);
  const body = await readJson(request, schema);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});
  const session = await openCustomerSession(await readCustomer(), request.headers);
  if (!session.ok) {
    return session.code === "rate_limited" ? refuseTooMany(session, locale) : apiError(session.code, locale);
  }
  const { ok: _, ...opened } = session;
  return Response.json(opened, { headers: { "Cache-Control": "no-store" } });
}
