import type Stripe from "stripe";
import type { Html } from "../../http/html";
import { pageReply } from "../../http/replies";
import type { Context, Reply } from "../../http/router";
import { readParams } from "../../http/rules";
import { portalOf } from "../../resources/billing-portal/resource";
import { createSession } from "../../resources/checkout-sessions/new-session";
import { CREATE } from "../../resources/checkout-sessions/params";
import { requireCustomer } from "../../resources/customers/customers";
import { invoices, invoicesOfCustomer, tryToPay } from "../../resources/invoices/invoices";
import { detach } from "../../resources/payment-methods/attach";
import { REUSABLE } from "../../resources/payment-methods/saved-methods";
import { cancelLater, cancelSubscription, changeItems } from "../../resources/subscriptions/changes";
import { subscriptions, subscriptionsOfCustomer } from "../../resources/subscriptions/subscriptions";
import { methodsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { Price } from "../../state/wire";
import { chooseLocale, type Locale, translator } from "../../texts/translate";
import { invoiceContent } from "./invoice";
import { type PortalView, portalHome } from "./page";
import { closedPage, shell } from "./shell";
import { cancelStep, confirmStep, doneStep, methodStep, updateStep } from "./steps";

type Portal = NonNullable<ReturnType<typeof portalOf>>;
const POLICY = { framedBy: "nobody", forms: true } as const;

/** The page behind a portal session's `url`, or one of its steps. */
export function showPortal({ local, params, query, headers }: Context): Reply {
  const portal = portalOf(local, params.id ?? "");
  const locale = localeOf(headers, portal?.session.locale);
  if (!portal) return pageReply(closedPage(locale, translator(locale)("portal.gone")), POLICY, 404);
  const view = viewOf(local, portal, locale);
  return pageReply(shell(locale, stepOf(local, view, query) ?? portalHome(view)), POLICY);
}

/** What was asked for in the address, or what the shop sent the customer for; null for the whole page. */
function stepOf(local: Local, view: PortalView, query: URLSearchParams): Html | null {
  const { flow } = view;
  const step = query.get("step") ?? stepOfFlow(flow);
  if (step === "done" && flow) return doneStep(view);
  if (step === "method") return methodStep(view);
  const id =
    query.get("id") ??
    (flow?.subscription_cancel ?? flow?.subscription_update ?? flow?.subscription_update_confirm)
      ?.subscription;
  const subscription = view.subscriptions.find((one) => one.id === id);
  if (!subscription) return null;
  const { subscription_cancel: cancel, subscription_update: update } = view.configuration.features;
  if (step === "cancel" && cancel.enabled) return cancelStep(view, subscription);
  if (!update.enabled) return null;
  if (step === "update") return updateStep(view, subscription, choicesOf(local, view, subscription));
  if (step !== "confirm") return null;
  const wanted = flow?.subscription_update_confirm?.items[0];
  const price = local.store.prices.get(query.get("price") ?? wanted?.price ?? "");
  const quantity = Number(query.get("quantity") ?? wanted?.quantity ?? 1);
  return price && Number.isSafeInteger(quantity)
    ? confirmStep(view, { subscription: subscription.id, price, quantity })
    : null;
}

function stepOfFlow(flow: PortalView["flow"]): string | null {
  if (flow?.type === "payment_method_update") return "method";
  if (flow?.type === "subscription_cancel") return "cancel";
  if (flow?.type === "subscription_update") return "update";
  return flow?.type === "subscription_update_confirm" ? "confirm" : null;
}

const MOST_CHOICES = 25;

/** The plans of the configuration; without any, all that are on sale in the same currency. */
function choicesOf(local: Local, view: PortalView, { currency, items }: Stripe.Subscription) {
  const { products, default_allowed_updates: allowed } = view.configuration.features.subscription_update;
  const current = items.data[0]?.price.id;
  const named = (products ?? []).flatMap(({ prices }) => prices);
  const adjustable = allowed.includes("quantity");
  const isOffered = (price: Price) =>
    price.active &&
    price.recurring !== null &&
    price.currency === currency &&
    (allowed.includes("price") || price.id === current);
  const found =
    named.length > 0
      ? named.flatMap((id) => local.store.prices.get(id) ?? []).filter(isOffered)
      : local.store.prices.newest().filter(isOffered).take(MOST_CHOICES);
  return found.map((price) => ({ price, adjustable }));
}

function viewOf(local: Local, { session, configuration }: Portal, locale: Locale): PortalView {
  const customer = requireCustomer(local, session.customer);
  return {
    id: session.id,
    locale,
    customer,
    configuration,
    flow: session.flow,
    returnUrl: session.return_url,
    subscriptions: subscriptionsOfCustomer(subscriptions(local.store), customer.id)
      .map(({ subscription }) => subscription)
      .filter(({ status }) => !["canceled", "incomplete_expired"].includes(status))
      .toArray(),
    methods: methodsOf(local, customer.id),
    invoices: invoicesOfCustomer(invoices(local.store), customer.id)
      .map(({ invoice }) => invoice)
      .filter(({ status }) => status !== "draft")
      .toArray(),
    nameOf: ({ product }) => local.store.products.get(String(product))?.name ?? String(product),
  };
}

/** One button of the page. What belongs to another customer is not touched. */
export function usePortal({ local, params, body, headers }: Context): Reply {
  const portal = portalOf(local, params.id ?? "");
  const locale = localeOf(headers, portal?.session.locale);
  if (!portal) {
    return pageReply(closedPage(locale, translator(locale)("portal.gone")), { framedBy: "nobody" }, 404);
  }
  const form = new URLSearchParams(body.toString("utf8"));
  const to = act(local, portal, params.action ?? "", form);
  return { status: 303, headers: { location: to ?? portal.session.url } };
}

/** Where to go next, if not to the page. */
function act(local: Local, portal: Portal, action: string, form: URLSearchParams): string | null {
  const { session } = portal;
  const { customer, flow } = session;
  const { features } = portal.configuration;
  const id = form.get("id") ?? "";
  if (action === "add_method") {
    return addMethod(local, customer, afterFlow(session) ?? session.url, session.url);
  }
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
  if (action === "cancel" && features.subscription_cancel.enabled) {
    const feedback = feedbackOf(form.get("feedback"));
    if (features.subscription_cancel.mode === "immediately") cancelSubscription(local, id, { feedback });
    else cancelLater(local, id, record.items[0]?.period.end ?? null, true, feedback);
  }
  if (action === "confirm_update" && features.subscription_update.enabled) {
    changeItems(local, record, changesOf(portal, record.items[0]?.id, form), behaviorOf(portal));
  }
  return action === "renew" ? null : flow && afterFlow(session);
}

type Feedback = Stripe.Subscription.CancellationDetails.Feedback;
const FEEDBACK: readonly Feedback[] = [
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
];

function feedbackOf(given: string | null): Feedback | null {
  return FEEDBACK.find((known) => known === given) ?? null;
}

/** What the shop proposed, or what the customer chose. */
function changesOf({ session }: Portal, item: string | undefined, form: URLSearchParams) {
  const proposed = session.flow?.subscription_update_confirm?.items.map(({ id, price, quantity }) => ({
    id: id ?? undefined,
    price: price ?? undefined,
    quantity: quantity ?? undefined,
  }));
  const quantity = Number(form.get("quantity") ?? 1);
  const chosen = {
    id: item,
    price: form.get("price") ?? undefined,
    quantity: Number.isSafeInteger(quantity) && quantity > 0 ? quantity : 1,
  };
  return proposed ?? [chosen];
}

const BEHAVIORS = ["always_invoice", "create_prorations", "none"] as const;

function behaviorOf({ configuration }: Portal) {
  const { proration_behavior: wanted } = configuration.features.subscription_update;
  return BEHAVIORS.find((known) => known === wanted) ?? "create_prorations";
}

/** Where a flow ends. */
function afterFlow({ flow, url }: Portal["session"]): string | null {
  if (!flow) return null;
  const { redirect, type } = flow.after_completion;
  if (type === "redirect") return redirect?.return_url ?? null;
  return type === "hosted_confirmation" ? `${url}?step=done` : `${url}?step=home`;
}

function addMethod(local: Local, customer: string, success: string, cancel: string): string {
  const input = { mode: "setup", currency: "eur", customer, success_url: success, cancel_url: cancel };
  return createSession(local, readParams(CREATE, input)).session.url ?? cancel;
}

function makeDefault(local: Local, id: string, method: string): void {
  const customer = requireCustomer(local, id);
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method };
  local.store.customers.put({ ...customer, invoice_settings });
}

function methodsOf(local: Local, customer: string) {
  return methodsOfCustomer(local.store.methods, customer)
    .map(({ method }) => method)
    .filter((method) => REUSABLE.includes(method.type))
    .toArray();
}

export function showInvoice({ local, params, query, headers }: Context): Reply {
  const record = invoices(local.store).get(params.id ?? "");
  const locale = localeOf(headers);
  if (!record || record.invoice.status === "draft") {
    return pageReply(closedPage(locale, translator(locale)("portal.noInvoice")), POLICY, 404);
  }
  const { invoice } = record;
  const content = invoiceContent({
    locale,
    invoice,
    methods: methodsOf(local, String(invoice.customer)),
    wasRefused: query.get("refused") === "1" && invoice.status === "open",
  });
  return pageReply(shell(locale, content), POLICY);
}

/** Pays an open invoice with a saved method of its customer, or lets another card be put in first. */
export function payInvoice({ local, params, body }: Context): Reply {
  const record = invoices(local.store).get(params.id ?? "");
  const url = record?.invoice.hosted_invoice_url ?? local.baseUrl;
  if (record?.invoice.status !== "open") return { status: 303, headers: { location: url } };
  const customer = String(record.invoice.customer);
  const id = new URLSearchParams(body.toString("utf8")).get("id") ?? "";
  if (id === "") return { status: 303, headers: { location: addMethod(local, customer, url, url) } };
  const method = local.store.methods.get(id);
  const isPaid = method?.method.customer === customer && tryToPay(local, record, method);
  return { status: 303, headers: { location: isPaid ? url : `${url}?refused=1` } };
}

export function localeOf(headers: Context["headers"], wanted?: string | null): Locale {
  return chooseLocale([wanted, ...String(headers["accept-language"] ?? "").split(",")]);
}
