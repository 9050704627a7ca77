import { invalid, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";

export function requireSession(local: Local, id: string): SessionRecord {
  const record = local.store.sessions.get(id);
  if (!record) throw noSuch("checkout.session", id, "session");
  return record;
}

/** @throws ApiError 400 `checkout_not_active_session` when the session is complete or expired */
export function requireOpen({ session }: SessionRecord): void {
  if (session.status === "open") return;
  throw invalid(`This Checkout Session is ${session.status}.`, undefined, "checkout_not_active_session");
}
