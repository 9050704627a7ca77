import type Stripe from "stripe";
import type { Local } from "../state/local";
import type { AttemptRecord } from "../state/records";

type NextAction = Pick<Stripe.PaymentIntent.NextAction, "redirect_to_url" | "type" | "use_stripe_sdk">;

/** What Stripe.js needs to show the bank's challenge. */
export function challengeAction(attempt: AttemptRecord): NextAction {
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: {
      type: "stripe_3ds2_fingerprint",
      three_d_secure_2_source: attempt.id,
      directory_server_name: "visa",
      directory_server_encryption: {
        algorithm: "RSA",
        certificate: "",
        directory_server_id: "A000000003",
        key_id: "",
        root_certificate_authorities: [],
      },
      merchant: "acct_local",
      one_click_authn: null,
      server_transaction_id: attempt.id.replace("payatt_", ""),
      three_ds_method_url: "",
      three_ds_optimizations: "k",
    },
  };
}

/** Sends the shopper to a page of the bank. */
export function redirectAction(local: Local, attempt: AttemptRecord): NextAction {
  return {
    type: "redirect_to_url",
    redirect_to_url: {
      url: `${local.baseUrl}/redirect/authorize/${attempt.id}`,
      return_url: attempt.returnUrl,
    },
  };
}
