import "server-only";
import type { Locale } from "@/i18n/routing";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { env } from "@/lib/config/env";
import { apiError } from "@/lib/http/api-error";
import { requestLocale } from "@/lib/http/locale";
import { isSameOrigin } from "@/lib/http/origin";
import { refuseTooMany } from "@/lib/limits/refuse-too-many";
import type { Customer } from "@/lib/model/customer";
import { countMethodChange } from "./method-limits.server";

type OwnRequest = { ok: true; customer: Customer; locale: Locale } | { ok: false; answer: Response };

/** Who asks for a change of their payment methods: signed in, from a page of the store, and not too often. */
export async function ownRequest(request: Request, kind: "add" | "change"): Promise<OwnRequest> {
  const locale = requestLocale(request.headers);
  const refused = (code: Parameters<typeof apiError>[0]): OwnRequest => ({
    ok: false,
    answer: apiError(code, locale),
  });
  if (!isSameOrigin(request.headers, env().STORE_URL)) return refused("forbidden_origin");
  const customer = await readCustomer();
  if (!customer) return refused("sign_in_required");
  const counted = await countMethodChange(kind, customer.id, request.headers);
  if (!counted.ok) return { ok: false, answer: refuseTooMany(counted, locale) };
  return { ok: true, customer, locale };
}
