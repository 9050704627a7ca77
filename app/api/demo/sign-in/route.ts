import { z } from "zod";
import { env } from "@/lib/config/env";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { apiError } from "@/lib/http/api-error";
import { readJson } from "@/lib/http/body";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.strictObject({ shopper: z.enum(DEMO_SHOPPERS) });

/** `{ shopper }` -> the cookie of a session as that demonstration shopper. Only there when the launcher started the store. */
export async function POST(request: Request): Promise<Response> {
  const locale = requestLocale(request.headers);
  if (!env().LOCAL_DEMO) return apiError("not_found", locale);
  if (!isSameOrigin(request.headers, env().STORE_URL)) return apiError("forbidden_origin", locale);
  const body = await readJson(request, schema);
  if (!body.ok) return apiError(body.code, locale, "fields" in body ? { fields: body.fields } : {});
  const customerId = await signInAsDemo(body.data.shopper, locale, request.headers);
  return Response.json({ customerId }, { headers: { "Cache-Control": "no-store" } });
}
