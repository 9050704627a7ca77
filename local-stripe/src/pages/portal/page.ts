import type Stripe from "stripe";
import { formatAmount } from "../../facts/money";
import { type Html, html } from "../../http/html";

interface PortalView {
  id: string;
  customer: Stripe.Customer;
  subscriptions: Stripe.Subscription[];
  methods: Stripe.PaymentMethod[];
  invoices: Stripe.Invoice[];
  features: Stripe.BillingPortal.Configuration["features"];
  flow: Stripe.BillingPortal.Session["flow"];
  returnUrl: string | null;
  nameOf: (price: Stripe.Price) => string;
}

const day = (seconds: number) =>
  new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" }).format(seconds * 1000);

/** A customer's own page: subscriptions, payment methods, paid and open invoices. In English only. */
export function portalPage(view: PortalView | null): Html {
  const content = view
    ? html`${back(view.returnUrl)}
      <h1>Billing of ${view.customer.email ?? view.customer.name ?? "a customer"}</h1>
      ${flow(view)}
      <section><h2>Current plan</h2>${subscriptions(view)}</section>
      ${view.features.payment_method_update.enabled ? methods(view) : null}
      ${view.features.invoice_history.enabled ? history(view) : null}`
    : html`<h1>This link does not open a billing page</h1><p>Go back to the shop and open it again.</p>`;
  return shell(content);
}

/** For a payment link that leads nowhere. */
export function closedPage(text: string): Html {
  return shell(html`<h1>${text}</h1>`);
}

/** An invoice behind its `hosted_invoice_url`: to read, not to pay. */
export function invoicePage(invoice: Stripe.Invoice | null): Html {
  if (!invoice) return closedPage("There is no such invoice.");
  const money = (amount: number) => formatAmount(amount, invoice.currency, "en");
  const entry = (label: string, value: string) => html`<li><div>${label}</div><strong>${value}</strong></li>`;
  return shell(html`<h1>Invoice ${invoice.number ?? invoice.id}</h1>
      <p class="note">${day(invoice.created)} · ${invoice.customer_email ?? ""} · ${invoice.status ?? ""}</p>
      <section><h2>Lines</h2><ul>${invoice.lines.data.map((line) => entry(line.description ?? "", money(line.amount)))}</ul></section>
      <section><h2>Amounts</h2><ul>${entry("Total", money(invoice.total))}${entry("Due", money(invoice.amount_due))}${entry("Paid", money(invoice.amount_paid))}</ul></section>`);
}

function shell(content: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Billing</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/portal.css">
  </head>
  <body><main><p class="badge">Local Stripe · test</p>${content}</main></body>
</html>`;
}

function back(url: string | null): Html | null {
  return url
    ? html`<p><a class="back" href="${url}" data-testid="return-link">← Return to the shop</a></p>`
    : null;
}

function button(view: PortalView, action: string, id: string, text: string, kind = ""): Html {
  return html`<form method="post" action="/p/session/${view.id}/${action}"><input type="hidden" name="id" value="${id}"><button class="${kind}" data-testid="${action}">${text}</button></form>`;
}

/** What the shop sent the customer here for. */
function flow(view: PortalView): Html | null {
  const { flow: wanted } = view;
  const update = wanted?.subscription_update_confirm;
  const cancel = wanted?.subscription_cancel;
  if (update) {
    return html`<section class="ask"><h2>Confirm your new plan</h2>${button(view, "confirm_update", update.subscription, "Confirm", "is-first")}</section>`;
  }
  if (!cancel) return null;
  return html`<section class="ask"><h2>Cancel your plan</h2>${button(view, "cancel", cancel.subscription, "Cancel plan", "is-first")}</section>`;
}

function subscriptions(view: PortalView): Html {
  if (view.subscriptions.length === 0) return html`<p class="note">There is no plan.</p>`;
  return html`<ul>${view.subscriptions.map((subscription) => row(view, subscription))}</ul>`;
}

function row(view: PortalView, subscription: Stripe.Subscription): Html {
  const [item] = subscription.items.data;
  const price = item?.price;
  const end = item ? day(item.current_period_end) : "";
  const ends = subscription.cancel_at !== null;
  const when = ends
    ? `Ends on ${day(subscription.cancel_at ?? 0)}`
    : subscription.status === "trialing"
      ? `Trial until ${end}`
      : `Renews on ${end}`;
  const amount = price
    ? `${formatAmount((price.unit_amount ?? 0) * (item?.quantity ?? 1), price.currency, "en")} per ${price.recurring?.interval ?? "month"}`
    : "";
  const action = ends
    ? button(view, "renew", subscription.id, "Don't cancel plan")
    : view.features.subscription_cancel.enabled
      ? button(view, "cancel", subscription.id, "Cancel plan")
      : null;
  return html`<li data-testid="subscription"><div><strong>${price ? view.nameOf(price) : subscription.id}</strong><span>${amount}</span><span class="note">${when} · ${subscription.status}</span></div>${action}</li>`;
}

function methods(view: PortalView): Html {
  const preferred = view.customer.invoice_settings.default_payment_method;
  return html`<section><h2>Payment methods</h2>
    ${view.methods.length === 0 ? html`<p class="note">None is saved.</p>` : null}
    <ul>${view.methods.map((method) => {
      const name = method.card ? `${method.card.brand} •••• ${method.card.last4}` : method.type;
      const expires = method.card ? `Expires ${method.card.exp_month}/${method.card.exp_year}` : "";
      return html`<li data-testid="payment-method"><div><strong class="brand">${name}</strong><span class="note">${expires}${method.id === preferred ? " · Default" : ""}</span></div>
        <div class="buttons">${method.id === preferred ? null : button(view, "make_default", method.id, "Make default")}${button(view, "remove", method.id, "Remove")}</div></li>`;
    })}</ul>
    ${button(view, "add_method", "", "Add payment method")}</section>`;
}

function history(view: PortalView): Html {
  if (view.invoices.length === 0)
    return html`<section><h2>Invoices</h2><p class="note">There is none yet.</p></section>`;
  return html`<section><h2>Invoices</h2><ul>${view.invoices.map(
    (invoice) =>
      html`<li data-testid="invoice"><div><strong>${day(invoice.created)}</strong><span class="note">${invoice.number ?? ""}</span></div><span>${formatAmount(invoice.amount_due, invoice.currency, "en")} · ${invoice.status ?? ""} · <a href="${invoice.hosted_invoice_url ?? ""}">View</a></span></li>`,
  )}</ul></section>`;
}
