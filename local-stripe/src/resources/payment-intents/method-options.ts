import type Stripe from "stripe";
import { bool, clearable, ignored, object, oneOf, type Parsed, type Rule, text } from "../../http/rules";

const usage = oneOf("none", "off_session", "on_session");
const manual: Rule<"manual" | null> = clearable(oneOf("manual"));

/** Options of one payment method. */
export const METHOD_OPTIONS = {
  card: object({
    capture_method: manual,
    /** Sent by Stripe.js; a server only has a token. */
    cvc: text(4),
    cvc_token: text(),
    installments: object({ enabled: bool, plan: ignored }),
    network: text(),
    request_extended_authorization: ignored,
    request_incremental_authorization: ignored,
    request_multicapture: ignored,
    request_overcapture: ignored,
    request_three_d_secure: oneOf("any", "automatic", "challenge"),
    require_cvc_recollection: bool,
    setup_future_usage: clearable(usage),
  }),
  ideal: object({ setup_future_usage: clearable(oneOf("none", "off_session")) }),
  sepa_debit: object({
    mandate_options: ignored,
    setup_future_usage: clearable(usage),
    target_date: ignored,
  }),
  acss_debit: object({ mandate_options: ignored, setup_future_usage: ignored, verification_method: ignored }),
  blik: object({ code: text(6), setup_future_usage: ignored }),
  p24: object({ setup_future_usage: oneOf("none"), tos_shown_and_accepted: bool }),
  us_bank_account: object({
    setup_future_usage: clearable(usage),
    verification_method: oneOf("automatic", "instant", "microdeposits"),
  }),
};

type All = Parsed<typeof METHOD_OPTIONS>;
export type OptionParams = { [Kind in keyof All]?: Partial<NonNullable<All[Kind]>> | undefined } | undefined;
type Options = Stripe.PaymentIntent.PaymentMethodOptions;

/** For all offered methods. */
export function methodOptions(types: string[], given: OptionParams, current: Options = {}): Options {
  const next: Options = {};
  if (types.includes("card")) next.card = cardOptions(given?.card, current.card);
  if (types.includes("ideal")) next.ideal = { ...current.ideal, ...usageGiven(given?.ideal) };
  if (types.includes("sepa_debit")) {
    next.sepa_debit = { ...current.sepa_debit, ...usageGiven(given?.sepa_debit) };
  }
  return next;
}

function cardOptions(
  given: NonNullable<OptionParams>["card"],
  current: Options["card"],
): Stripe.PaymentIntent.PaymentMethodOptions.Card {
  const card = {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: "automatic",
    ...current,
    ...usageGiven(given),
  };
  if (given?.capture_method === null) delete card.capture_method;
  return {
    ...card,
    ...(given?.capture_method && { capture_method: given.capture_method }),
    ...(given?.installments && {
      installments: { available_plans: null, enabled: given.installments.enabled ?? false, plan: null },
    }),
    ...(given?.network && { network: given.network }),
    ...(given?.request_three_d_secure && { request_three_d_secure: given.request_three_d_secure }),
    ...(given?.require_cvc_recollection !== undefined && {
      require_cvc_recollection: given.require_cvc_recollection,
    }),
  };
}

/** An empty value removes the option, so the intent's own usage applies again. */
function usageGiven<T>(given: { setup_future_usage?: T | null } | undefined): { setup_future_usage?: T } {
  const wanted = given?.setup_future_usage;
  if (wanted === undefined) return {};
  return { setup_future_usage: wanted ?? undefined };
}

type Usage = "off_session" | "on_session" | null;

/** The usage that applies: the method's own option replaces the intent's. */
export function usageOf(
  intent: Pick<Stripe.PaymentIntent, "payment_method_options" | "setup_future_usage">,
  type: string,
): Usage {
  const options = intent.payment_method_options;
  const own =
    type === "card"
      ? options?.card?.setup_future_usage
      : type === "sepa_debit"
        ? options?.sepa_debit?.setup_future_usage
        : undefined;
  const wanted = own ?? intent.setup_future_usage;
  if (wanted === "off_session") return "off_session";
  return wanted === "on_session" ? "on_session" : null;
}

export function isCapturedLater(intent: Stripe.PaymentIntent, type: string): boolean {
  if (type === "card" && intent.payment_method_options?.card?.capture_method === "manual") return true;
  return intent.capture_method === "manual";
}
