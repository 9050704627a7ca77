import { METHODS } from "../../facts/payment-methods";
import type { Local } from "../../state/local";
import type { RedirectFacts } from "./page";

/** The payment that waits; null when none does. */
export function redirectFacts(local: Local, source: string): RedirectFacts | null {
  const { store } = local;
  const attempt = store.attempts.get(source);
  if (attempt?.state !== "pending") return null;
  const intent = store.intents.get(attempt.intent)?.intent;
  if (!intent && !store.setups.get(attempt.intent)) return null;
  const type = store.methods.get(attempt.method)?.method.type ?? "card";
  const session = attempt.session ? store.sessions.get(attempt.session)?.session : undefined;
  return {
    method: type === "card" ? "3D Secure" : (METHODS[type]?.name ?? type),
    price: intent ? { amount: intent.amount, currency: intent.currency } : null,
    merchant: session?.branding_settings?.display_name || "Local Stripe",
  };
}

/** The language that the attempt's session was made in, if it names one. */
export function redirectLocale(local: Local, source: string): string | null {
  const session = local.store.attempts.get(source)?.session;
  return (session && local.store.sessions.get(session)?.session.locale) || null;
}
