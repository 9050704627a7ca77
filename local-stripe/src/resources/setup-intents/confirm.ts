import { newAttempt } from "../../attempts/new-attempt";
import { challengeAction, redirectAction } from "../../attempts/next-action";
import { findCard } from "../../cards/cards";
import { needsChallenge } from "../../cards/challenge";
import { EXPIRED, LIVE_CARD } from "../../cards/declines";
import { emit } from "../../events/emit";
import type { Local } from "../../state/local";
import type { MethodRecord, SetupRecord } from "../../state/records";
import { hasExpired } from "../payment-methods/saved-methods";
import { updateSetup } from "./new-setup";
import { declineSetup, succeedSetup } from "./outcomes";

interface SetupOptions {
  /** Where the bank's page sends the shopper back to. */
  returnUrl: string | null;
  /** Whether Stripe.js is there to show a challenge. */
  inBrowser: boolean;
}

/** Ends ready, waiting for the shopper, or refused. @throws ApiError 402 when the bank refuses, with the SetupIntent changed */
export function confirmSetup(
  local: Local,
  given: SetupRecord,
  method: MethodRecord,
  { returnUrl, inBrowser }: SetupOptions,
): SetupRecord {
  const record = updateSetup(local, given, { payment_method: method.id, last_setup_error: null });
  if (method.method.type !== "card") return succeedSetup(local, record, method);
  const card = method.number === null ? undefined : findCard(method.number);
  if (!card) throw declineSetup(local, record, method, LIVE_CARD);
  if (hasExpired(local, method)) throw declineSetup(local, record, method, EXPIRED);
  const wanted = record.intent.payment_method_options?.card?.request_three_d_secure;
  const requestThreeDS = wanted === "any" || wanted === "challenge";
  if (needsChallenge(card, { offSession: false, requestThreeDS })) {
    const attempt = newAttempt(local, "three_ds", record, method, returnUrl);
    const byRedirect = !inBrowser && returnUrl !== null;
    const next_action = byRedirect ? redirectAction(local, attempt) : challengeAction(attempt);
    const next = updateSetup(local, record, { status: "requires_action", next_action }, attempt.id);
    emit(local, "setup_intent.requires_action", next.intent);
    return next;
  }
  if (card.decline && !card.chargeOnly) throw declineSetup(local, record, method, card.decline);
  return succeedSetup(local, record, method);
}
