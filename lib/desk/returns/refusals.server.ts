import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ReturnChange } from "@/lib/orders/returns/change-return.server";

/** What a call of the desk is answered with after a change of a return. */
export function returnAnswer(changed: ReturnChange, after: Record<string, unknown>, locale: Locale) {
  if (changed.ok) return { ok: true as const, before: { status: changed.before }, after };
  const { code } = changed;
  if (code === "not_found") return { ok: false as const, code };
  return {
    ok: false as const,
    code,
    message: translator(locale, "returns")(`refusals.${code}`),
    status: 409,
  };
}
