import { findCard } from "../../cards/cards";
import { ApiError, type ErrorFields, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { AttemptRecord, IntentRecord, MethodRecord, SetupRecord } from "../../state/records";
import { endVoucher } from "../payment-intents/later";
import { decline, failAuthentication, succeed } from "../payment-intents/outcomes";
import { failSetupAuthentication, succeedSetup } from "../setup-intents/outcomes";

type AttemptResult = "authorize" | "fail";

export function requireAttempt(local: Local, id: string): AttemptRecord {
  const attempt = local.store.attempts.get(id);
  if (!attempt) throw noSuch("payment attempt", id, "source");
  return attempt;
}

/**
 * A decline after a passed challenge is the intent's last error. @throws ApiError 400 `payment_intent_unexpected_state` or
 * `setup_intent_unexpected_state` when the attempt is over
 */
export function completeAttempt(
  local: Local,
  attempt: AttemptRecord,
  result: AttemptResult,
): IntentRecord | SetupRecord {
  const method = local.store.methods.get(attempt.method);
  if (!method) throw noSuch("PaymentMethod", attempt.method, "source");
  const setup = local.store.setups.get(attempt.intent);
  if (setup) {
    checkPending(attempt, setup, { code: "setup_intent_unexpected_state", setup_intent: setup.intent });
    end(local, attempt, result);
    return result === "fail"
      ? failSetupAuthentication(local, setup, method)
      : succeedSetup(local, setup, method);
  }
  const record = local.store.intents.get(attempt.intent);
  if (!record) throw noSuch("payment_intent", attempt.intent, "source");
  checkPending(attempt, record, { code: "payment_intent_unexpected_state", payment_intent: record.intent });
  end(local, attempt, result);
  if (attempt.kind === "voucher") return endVoucher(local, record, method, result === "authorize");
  if (result === "fail") return failAuthentication(local, record, method);
  return afterAuthorization(local, attempt, record, method);
}

function checkPending(
  attempt: AttemptRecord,
  record: { attempt: string | null },
  fields: Pick<ErrorFields, "code" | "payment_intent" | "setup_intent">,
): void {
  if (attempt.state === "pending" && record.attempt === attempt.id) return;
  throw new ApiError(400, {
    type: "invalid_request_error",
    message: "This authentication is already over.",
    ...fields,
  });
}

function end(local: Local, attempt: AttemptRecord, result: AttemptResult): void {
  local.store.attempts.put({ ...attempt, state: result === "authorize" ? "authorized" : "failed" });
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
