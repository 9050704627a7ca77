import type Stripe from "stripe";
import { dropAttempt, newAttempt } from "../../attempts/new-attempt";
import { emit } from "../../events/emit";
import { VOUCHER_DAYS } from "../../facts/payment-methods";
import { invalid, missingParameter } from "../../http/errors";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import type { AttemptRecord, IntentRecord, MethodRecord } from "../../state/records";
import { updateIntent } from "./new-intent";
import { failAuthentication, succeed } from "./outcomes";

const DAY = 86_400;
/** BLIK's app answers by itself; Stripe's test mode does so too, after a moment. */
const CODE_SECONDS = 3;

/** A reference or slip that the shopper pays somewhere else; its page ends it. */
export function startVoucher(
  local: Local,
  given: IntentRecord,
  method: MethodRecord,
  returnUrl: string | null,
): IntentRecord {
  const record = local.resources.paymentOwner.withCustomer(local, given);
  const { type } = method.method;
  const attempt = newAttempt(local, "voucher", record, method, returnUrl);
  const details = {
    expires_at: local.now() + (VOUCHER_DAYS[type] ?? 3) * DAY,
    hosted_voucher_url: `${local.baseUrl}/redirect/authorize/${attempt.id}`,
  };
  const next_action: Stripe.PaymentIntent.NextAction =
    type === "boleto"
      ? {
          type: "boleto_display_details",
          boleto_display_details: {
            ...details,
            number: "01010101010101010101010101010101010101010101010",
            pdf: null,
          },
        }
      : {
          type: "multibanco_display_details",
          multibanco_display_details: { ...details, entity: "12345", reference: "999999999" },
        };
  const next = updateIntent(local, record, { status: "requires_action", next_action }, attempt.id);
  emit(local, "payment_intent.requires_action", next.intent);
  local.resources.paymentOwner.afterPayment(local, next, "processing")();
  return next;
}

/** @throws ApiError 400 without the six digits of the shopper's app */
export function startCode(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  code: string | undefined,
): IntentRecord {
  const param = "payment_method_options[blik][code]";
  if (code === undefined) throw missingParameter(param);
  if (!/^\d{6}$/.test(code))
    throw invalid("The BLIK code is invalid: it has six digits.", param, "payment_method_invalid_parameter");
  const attempt = newAttempt(local, "code", record, method, null);
  const next = updateIntent(
    local,
    record,
    { status: "requires_action", next_action: { type: "blik_authorize" } },
    attempt.id,
  );
  emit(local, "payment_intent.requires_action", next.intent);
  return next;
}

/** A voucher was paid, or will not be. */
export function endVoucher(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  isPaid: boolean,
): IntentRecord {
  if (isPaid) return succeed(local, record, method, false, "settled");
  const failed = failAuthentication(local, record, method);
  local.resources.paymentOwner.afterPayment(local, failed, "settle_failed")();
  return failed;
}

const FIRST_VOUCHER_DAYS = Math.min(...Object.values(VOUCHER_DAYS));

const waiting = dueBy<AttemptRecord>(({ state, kind, created }) => {
  if (state !== "pending") return null;
  if (kind === "code") return created + CODE_SECONDS;
  return kind === "voucher" ? created + FIRST_VOUCHER_DAYS * DAY : null;
});

/** Ends codes after a moment, and vouchers that nobody paid. */
export function endDueLater(local: Local): void {
  for (const attempt of waiting(local.store.attempts, local.now())) {
    const record = local.store.intents.get(attempt.intent);
    const method = local.store.methods.get(attempt.method);
    if (!record || !method || record.attempt !== attempt.id) continue;
    const age = local.now() - attempt.created;
    if (attempt.kind === "code") {
      local.store.attempts.put({ ...attempt, state: "authorized" });
      succeed(local, record, method, false);
    } else if (age >= (VOUCHER_DAYS[method.method.type] ?? 3) * DAY) {
      dropAttempt(local, attempt.id);
      endVoucher(local, record, method, false);
    }
  }
}
