import "server-only";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { count, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import type { TooMany } from "@/lib/limits/too-many";
import type { Customer } from "@/lib/model/customer";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { customerSessionParams } from "./customer-session";
import { withStripeCustomer } from "./stripe-customer.server";

type CustomerSession =
  | {
      ok: true;
      clientSecret: string;
      /** ISO 8601. */
      expiresAt: string;
    }
  | { ok: false; code: "sign_in_required" | "stripe_unavailable" }
  | TooMany;

/** Lets the Payment Element show, save and remove a signed-in shopper's payment methods. Never throws for an outage. */
export async function openCustomerSession(
  customer: Customer | null,
  headers: Headers,
): Promise<CustomerSession> {
  if (!customer) return { ok: false, code: "sign_in_required" };
  const from = requestSource(headers);
  const counted = await count(limitsOf("savedCards", { shopper: [customer.id], from }));
  if (!counted.ok) return counted;
  try {
    const session = await withStripeCustomer(customer.id, (stripeCustomerId) =>
      stripe().customerSessions.create(customerSessionParams(stripeCustomerId, env())),
    );
    const expiresAt = new Date(session.expires_at * 1000).toISOString();
    return { ok: true, clientSecret: session.client_secret, expiresAt };
  } catch (error) {
    log.error(`saved payment methods: ${stripeFailure(error).message}`);
    return { ok: false, code: "stripe_unavailable" };
  }
}
