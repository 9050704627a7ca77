import type { Local } from "../local";
import { ApiError, noSuch } from "../server/errors";
import type { AttemptRecord, IntentRecord, MethodRecord } from "../state/records";
import { findCard } from "./cards";
import { decline, failAuthentication, succeed } from "./outcomes";

export type AttemptResult = "authorize" | "fail";

export function requireAttempt(local: Local, id: string): AttemptRecord {
  const attempt = local.store.attempts.get(id);
  if (!attempt) throw noSuch("payment attempt", id, "source");
  return attempt;
}

/**
 * The shopper answered the challenge or the bank's page. A decline after a passed challenge shows in the
 * PaymentIntent's `last_payment_error`.
 * @throws ApiError 400 `payment_intent_unexpected_state` when the attempt is over
 */
export function completeAttempt(local: Local, attempt: AttemptRecord, result: AttemptResult): IntentRecord {
  const record = local.store.intents.get(attempt.intent);
  const method = local.store.methods.get(attempt.method);
  if (!record || !method) throw noSuch("payment_intent", attempt.intent, "source");
  if (attempt.state !== "pending" || record.attempt !== attempt.id) {
    throw new ApiError(400, {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message: "This authentication is already over.",
      payment_intent: record.intent,
    });
  }
  local.store.attempts.put({ ...attempt, state: result === "authorize" ? "authorized" : "failed" });
  if (result === "fail") return failAuthentication(local, record, method);
  return afterAuthorization(local, attempt, record, method);
}

function afterAuthorization(
  local: Local,
  attempt: AttemptRecord,
  record: IntentRecord,
  method: MethodRecord,
) {
  const authenticated = attempt.kind === "three_ds";
  const reason = method.number === null ? undefined : findCard(method.number)?.afterThreeDS;
  if (authenticated && reason) return decline(local, record, method, reason, true).record;
  return succeed(local, record, method, authenticated);
}
