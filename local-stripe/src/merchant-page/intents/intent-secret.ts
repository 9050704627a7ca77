import { IntegrationError } from "../base/errors";

export interface IntentSecret {
  kind: "payment_intent" | "setup_intent";
  id: string;
  clientSecret: string;
}

/** Reads `pi_…_secret_…` or `seti_…_secret_…`; null for anything else. */
export function parseIntentSecret(value: unknown): IntentSecret | null {
  if (typeof value !== "string") return null;
  const [, id, prefix] = /^((pi|seti)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(value) ?? [];
  if (!id) return null;
  return { kind: prefix === "pi" ? "payment_intent" : "setup_intent", id, clientSecret: value };
}

/** Reads a client secret. Throws IntegrationError for another text. */
export function requireSecret(value: unknown, caller: string, kind?: IntentSecret["kind"]): IntentSecret {
  const secret = parseIntentSecret(value);
  if (secret && (kind === undefined || secret.kind === kind)) return secret;
  throw new IntegrationError(
    `${caller}() needs the client secret of a ${kind ?? "payment_intent or setup_intent"}.`,
  );
}
