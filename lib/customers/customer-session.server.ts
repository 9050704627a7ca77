import "server-only";
import { env } from "@/lib/env";
import { addressLimits, withinLimits } from "@/lib/http/rate-limit.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { customerSessionParams } from "./customer-session";
import { withStripeCustomer } from "./stripe-customer.server";
import type { Customer } from "./types";

export type CustomerSession =
  | {
      ok: true;
      clientSecret: string;
      /** ISO 8601. */
      expiresAt: string;
    }
  | { ok: false; code: "sign_in_required" | "rate_limited" | "stripe_unavailable" };

/** Lets the Payment Element show, keep and remove the saved payment methods of who is signed in. Never throws for an outage. */
export async function openCustomerSession(
  customer: Customer | null,
  headers: Headers,
): Promise<CustomerSession> {
  if (!customer) return { ok: false, code: "sign_in_required" };
  if (!(await isWithinLimits(customer, headers))) return { ok: false, code: "rate_limited" };
  try {
    const session = await withStripeCustomer(customer.id, (stripeCustomerId) =>
      stripe().customerSessions.create(customerSessionParams(stripeCustomerId, env())),
    );
    const expiresAt = new Date(session.expires_at * 1000).toISOString();
    return { ok: true, clientSecret: session.client_secret, expiresAt };
  } catch (error) {
    console.error(`saved payment methods: ${stripeFailure(error).message}`);
    return { ok: false, code: "stripe_unavailable" };
  }
}

function isWithinLimits({ id }: Customer, headers: Headers): Promise<boolean> {
  const limit = { max: 60, windowSeconds: 10 * 60 };
  return withinLimits([
    { key: `customer session:${id}`, ...limit },
    ...addressLimits("customer session", headers, { ...limit, max: 240 }),
  ]);
}
