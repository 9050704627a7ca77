import { invalid } from "../../http/errors";
import type { Input } from "../../http/form";
import { bool, ignored, object, oneOf, type Rule } from "../../http/rules";
import type { SessionRecord } from "../../state/records";
import { type OptionParams, usageOf } from "../payment-intents/method-options";

const usage = oneOf("none", "off_session", "on_session");

/** Options of one payment method. Others than the modelled are accepted without an effect. */
const MODELLED = {
  card: object({
    capture_method: oneOf("manual"),
    installments: object({ enabled: bool }),
    request_extended_authorization: ignored,
    request_incremental_authorization: ignored,
    request_multicapture: ignored,
    request_overcapture: ignored,
    request_three_d_secure: oneOf("any", "automatic", "challenge"),
    restrictions: ignored,
    setup_future_usage: oneOf("off_session", "on_session"),
    statement_descriptor_suffix_kana: ignored,
    statement_descriptor_suffix_kanji: ignored,
  }),
  ideal: object({ setup_future_usage: oneOf("none") }),
  sepa_debit: object({ mandate_options: ignored, setup_future_usage: usage, target_date: ignored }),
};

interface SessionMethodOptions {
  intent: OptionParams;
  kinds: string[];
}

export const sessionMethodOptions: Rule<SessionMethodOptions> = {
  parse: (value: Input, path: string) => {
    if (typeof value === "string") throw invalid("Invalid object", path);
    const known = Object.fromEntries(Object.entries(value).filter(([kind]) => Object.hasOwn(MODELLED, kind)));
    const { card, ideal, sepa_debit } = object(MODELLED).parse(known, path);
    const installments = card?.installments && { ...card.installments, plan: undefined };
    return {
      kinds: Object.keys(value),
      intent: { card: card && { ...card, installments }, ideal, sepa_debit },
    };
  },
};

/** The page says so under the fields. */
export function keepsForLater({ intentData, methodOptions }: SessionRecord, type: string): boolean {
  const { setupFutureUsage: setup_future_usage } = intentData;
  return usageOf({ setup_future_usage, payment_method_options: methodOptions ?? {} }, type) !== null;
}
