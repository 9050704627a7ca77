import type { Local } from "../../local";
import type { RedirectFacts } from "./page";

const NAMES: Record<string, string> = { ideal: "iDEAL", card: "3D Secure" };

/** What waits under a source, or null when it was answered or never was. */
export function redirectFacts(local: Local, source: string): RedirectFacts | null {
  const { store } = local;
  const attempt = store.attempts.get(source);
  const intent = attempt && store.intents.get(attempt.intent)?.intent;
  if (!attempt || !intent || attempt.state !== "pending") return null;
  const type = store.methods.get(attempt.method)?.method.type ?? "card";
  const session = attempt.session ? store.sessions.get(attempt.session)?.session : undefined;
  return {
    method: NAMES[type] ?? type,
    amount: intent.amount,
    currency: intent.currency,
    merchant: session?.branding_settings?.display_name || "Local Stripe",
  };
}

/** The language that the attempt's session was made in, if it names one. */
export function redirectLocale(local: Local, source: string): string | null {
  const session = local.store.attempts.get(source)?.session;
  return (session && local.store.sessions.get(session)?.session.locale) || null;
}
