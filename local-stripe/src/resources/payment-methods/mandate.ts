import type Stripe from "stripe";
import { kindOf } from "../../facts/payment-methods";
import { invalid } from "../../http/errors";
import { clearable, type Given, ignored, integer, object, oneOf, required, text } from "../../http/rules";
import type { MethodRecord } from "../../state/records";

/** Consent to be debited. No mandate object is created from it. */
export const mandateData = clearable(
  object({
    customer_acceptance: required(
      object({
        type: required(oneOf("offline", "online")),
        accepted_at: integer(0),
        offline: ignored,
        online: object({ ip_address: text(), user_agent: text() }),
      }),
    ),
  }),
);

export function mandateOf(
  given: Given<typeof mandateData> | undefined,
): Stripe.ConfirmationToken.MandateData | null {
  if (!given) return null;
  const { type, online } = given.customer_acceptance;
  return {
    customer_acceptance: {
      type,
      online: online
        ? { ip_address: online.ip_address ?? null, user_agent: online.user_agent ?? null }
        : null,
    },
  };
}

interface Agreement {
  method: MethodRecord;
  token: { token: Stripe.ConfirmationToken } | null;
  mandateData: Given<typeof mandateData> | undefined;
  /** True when Stripe.js itself has shown the terms. */
  byPage: boolean;
  kind: "PaymentIntent" | "SetupIntent";
}

/** A direct debit needs consent: of the call, of the token, or from when the account was saved. @throws ApiError 400 `parameter_missing` */
export function checkMandate({ method, token, mandateData, byPage, kind }: Agreement): void {
  const { type } = method.method;
  if (kindOf(type) !== "delayed") return;
  if (byPage || mandateData || token?.token.mandate_data || method.mandated) return;
  throw invalid(
    `When confirming a ${kind} with a \`${type}\` PaymentMethod, \`mandate_data\` is required.`,
    "mandate_data",
    "parameter_missing",
  );
}

/** As Stripe.js sends it; for a debit of the test helper this is an assumption. */
export function agreedOnline(type: string): Stripe.ConfirmationToken.MandateData | null {
  if (kindOf(type) !== "delayed") return null;
  return { customer_acceptance: { type: "online", online: { ip_address: null, user_agent: null } } };
}
