import type Stripe from "stripe";
import { clearable, type Given, ignored, integer, object, oneOf, required, text } from "../server/rules";

/** The shopper's agreement to be debited. It is taken and shown; no mandate is made of it. */
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
