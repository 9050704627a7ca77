import { newAttempt } from "../../attempts/new-attempt";
import { challengeAction, redirectAction } from "../../attempts/next-action";
import { findCard } from "../../cards/cards";
import { needsChallenge } from "../../cards/challenge";
import { AUTHENTICATION_REQUIRED, EXPIRED, LIVE_CARD } from "../../cards/declines";
import { emit } from "../../events/emit";
import { kindOf } from "../../facts/payment-methods";
import { invalid } from "../../http/errors";
import type { Local } from "../../state/local";
import type { AttemptRecord, IntentRecord, MethodRecord } from "../../state/records";
import { hasExpired } from "../payment-methods/saved-methods";
import { startDelayed } from "./delayed";
import { startCode, startVoucher } from "./later";
import { updateIntent } from "./new-intent";
import { decline, succeed } from "./outcomes";

interface ConfirmOptions {
  /** Where the bank's page sends the shopper back to. */
  returnUrl: string | null;
  /** Stripe.js can show a challenge. */
  inBrowser: boolean;
  /** Whether the shopper is absent. */
  offSession: boolean;
  /** Whether the merchant asks for 3DS when it is optional. */
  requestThreeDS: boolean;
  /** The six digits of BLIK. */
  code?: string | undefined;
}

/**
 * Ends paid, processing, waiting for the shopper (`requires_action`), or refused. @throws ApiError 402 when the bank refuses, with the PaymentIntent
 * changed
 */
export function confirmIntent(
  local: Local,
  given: IntentRecord,
  method: MethodRecord,
  options: ConfirmOptions,
): IntentRecord {
  const record = updateIntent(local, given, { payment_method: method.id, last_payment_error: null });
  switch (kindOf(method.method.type)) {
    case "delayed":
      return startDelayed(local, record, method);
    case "redirect":
      return startRedirect(local, record, method, options);
    case "voucher":
      return startVoucher(local, record, method, options.returnUrl);
    case "code":
      return startCode(local, record, method, options.code);
    case "immediate":
      return succeed(local, record, method, false);
    default:
      return payByCard(local, record, method, options);
  }
}

function payByCard(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  options: ConfirmOptions,
): IntentRecord {
  const card = method.number === null ? undefined : findCard(method.number);
  if (!card) throw decline(local, record, method, LIVE_CARD, false).error;
  if (hasExpired(local, method)) throw decline(local, record, method, EXPIRED, false).error;
  if (needsChallenge(card, options)) {
    if (options.offSession) throw decline(local, record, method, AUTHENTICATION_REQUIRED, false).error;
    return startChallenge(local, record, method, options);
  }
  if (card.decline) throw decline(local, record, method, card.decline, false).error;
  return succeed(local, record, method, false);
}

function startChallenge(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  { inBrowser, returnUrl }: ConfirmOptions,
): IntentRecord {
  const attempt = newAttempt(local, "three_ds", record, method, returnUrl);
  const byRedirect = !inBrowser && returnUrl !== null;
  return wait(local, record, attempt, byRedirect ? redirectAction(local, attempt) : challengeAction(attempt));
}

function startRedirect(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  { returnUrl }: ConfirmOptions,
): IntentRecord {
  if (!returnUrl) throw invalid("Missing required param: return_url.", "return_url", "parameter_missing");
  const attempt = newAttempt(local, "redirect", record, method, returnUrl);
  return wait(local, record, attempt, redirectAction(local, attempt));
}

function wait(
  local: Local,
  record: IntentRecord,
  attempt: AttemptRecord,
  action: ReturnType<typeof redirectAction>,
): IntentRecord {
  const next = updateIntent(local, record, { status: "requires_action", next_action: action }, attempt.id);
  emit(local, "payment_intent.requires_action", next.intent);
  return next;
}
