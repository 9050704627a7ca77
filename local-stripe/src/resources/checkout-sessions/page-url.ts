import type Stripe from "stripe";
import { pageKeyOf } from "../../state/account";
import type { Local } from "../../state/local";

/** A hosted page's address. Its fragment, which no server sees, opens the session; as at Stripe it is part of the URL. */
export function hostedUrl(local: Local, id: string, secret: string): string {
  return `${local.baseUrl}/c/pay/${id}#${new URLSearchParams({ key: pageKeyOf(local.account), clientSecret: secret })}`;
}

/** Where a shopper goes from a bank's page. */
export function afterBank(session: Stripe.Checkout.Session): string | null {
  if (session.ui_mode !== "hosted_page") return returnUrlOf(session);
  return session.status === "complete" ? returnUrlOf(session) : (session.url ?? session.cancel_url);
}

/** The URL to return to, with the session's id filled in. */
export function returnUrlOf(session: Stripe.Checkout.Session): string | null {
  const template = session.return_url ?? session.success_url;
  return template?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}
