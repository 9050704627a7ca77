import { pageReply } from "../../http/replies";
import type { Context, Reply } from "../../http/router";
import { readParams } from "../../http/rules";
import { portalOf } from "../../resources/billing-portal/resource";
import { createSession } from "../../resources/checkout-sessions/new-session";
import { CREATE } from "../../resources/checkout-sessions/params";
import { requireCustomer } from "../../resources/customers/customers";
import { invoices, invoicesOfCustomer } from "../../resources/invoices/invoices";
import { detach } from "../../resources/payment-methods/attach";
import { REUSABLE } from "../../resources/payment-methods/saved-methods";
import { cancelLater, cancelSubscription, changeItems } from "../../resources/subscriptions/changes";
import {
  requireSubscription,
  subscriptions,
  subscriptionsOfCustomer,
} from "../../resources/subscriptions/subscriptions";
import type { Local } from "../../state/local";
import { portalPage } from "./page";

type Portal = NonNullable<ReturnType<typeof portalOf>>;

/** The page behind a portal session's `url`. */
export function showPortal({ local, params }: Context): Reply {
  const portal = portalOf(local, params.id ?? "");
  const policy = { framedBy: "nobody", forms: true } as const;
  if (!portal) return pageReply(portalPage(null), policy, 404);
  const { session, features } = portal;
  const customer = requireCustomer(local, session.customer);
  const page = portalPage({
    id: session.id,
    customer,
    features,
    flow: session.flow,
    returnUrl: session.return_url,
    subscriptions: subscriptionsOfCustomer(subscriptions(local.store), customer.id)
      .map(({ subscription }) => subscription)
      .filter(({ status }) => !["canceled", "incomplete_expired"].includes(status))
      .toArray(),
    methods: methodsOf(local, customer.id),
    invoices: invoicesOfCustomer(invoices(local.store), customer.id)
      .map(({ invoice }) => invoice)
      .toArray(),
    nameOf: ({ product }) => local.store.products.get(String(product))?.name ?? String(product),
  });
  return pageReply(page, policy);
}

/** One button of the page. What belongs to another customer is not touched. */
export function usePortal({ local, params, body }: Context): Reply {
  const portal = portalOf(local, params.id ?? "");
  if (!portal) return pageReply(portalPage(null), { framedBy: "nobody" }, 404);
  const id = new URLSearchParams(body.toString("utf8")).get("id") ?? "";
  const to = act(local, portal, params.action ?? "", id);
  return { status: 303, headers: { location: to ?? portal.session.url } };
}

/** Where to go next, if not to the page. */
function act(local: Local, { session, features }: Portal, action: string, id: string): string | null {
  const { customer, flow } = session;
  const redirect = flow?.after_completion.redirect?.return_url ?? null;
  if (action === "add_method") return addMethod(local, session);
  if (action === "make_default" || action === "remove") {
    const record = local.store.methods.get(id);
    if (record?.method.customer !== customer) return null;
    if (action === "remove") detach(local, record);
    else makeDefault(local, customer, id);
    return null;
  }
  const record = subscriptions(local.store).get(id);
  if (record?.subscription.customer !== customer) return null;
  if (action === "renew") cancelLater(local, id, null, false);
  if (action === "cancel") {
    if (features.subscription_cancel.mode === "immediately") cancelSubscription(local, id);
    else cancelLater(local, id, record.items[0]?.period.end ?? null, true);
  }
  if (action === "confirm_update" && flow?.subscription_update_confirm) {
    const changes = flow.subscription_update_confirm.items.map(({ id: item, price, quantity }) => ({
      id: item ?? undefined,
      price: price ?? undefined,
      quantity: quantity ?? undefined,
    }));
    changeItems(local, requireSubscription(local, id), changes, "create_prorations");
  }
  return redirect;
}

function addMethod(local: Local, { customer, url }: Portal["session"]): string {
  const input = { mode: "setup", currency: "eur", customer, success_url: url, cancel_url: url };
  return createSession(local, readParams(CREATE, input)).session.url ?? url;
}

function makeDefault(local: Local, id: string, method: string): void {
  const customer = requireCustomer(local, id);
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method };
  local.store.customers.put({ ...customer, invoice_settings });
}

function methodsOf(local: Local, customer: string) {
  return local.store.methods
    .newest()
    .map(({ method }) => method)
    .filter((method) => method.customer === customer && REUSABLE.includes(method.type))
    .toArray();
}
