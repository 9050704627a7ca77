import type Stripe from "stripe";
import { formatAmount } from "../../facts/money";
import { type Html, html } from "../../http/html";
import type { Price } from "../../state/wire";
import type { TextKey } from "../../texts/en";
import { type Locale, translator } from "../../texts/translate";
import { day } from "./shell";

export interface PortalView {
  id: string;
  locale: Locale;
  customer: Stripe.Customer;
  subscriptions: Stripe.Subscription[];
  methods: Stripe.PaymentMethod[];
  invoices: Stripe.Invoice[];
  configuration: Stripe.BillingPortal.Configuration;
  flow: Stripe.BillingPortal.Session["flow"];
  returnUrl: string | null;
  nameOf: (price: Price | Stripe.Price) => string;
}

/** A customer's own page: subscriptions, payment methods, paid and open invoices. */
export function portalHome(view: PortalView): Html {
  const t = translator(view.locale);
  const { features, business_profile: business } = view.configuration;
  return html`${back(view)}
      <h1>${business?.headline ?? t("portal.heading", { name: view.customer.email ?? view.customer.name ?? "" })}</h1>
      <section><h2>${t("portal.plan")}</h2>${subscriptions(view)}</section>
      ${features.payment_method_update.enabled ? methods(view) : null}
      ${features.invoice_history.enabled ? history(view) : null}
      ${legal(view)}`;
}

function legal({ locale, configuration: { business_profile: business } }: PortalView): Html | null {
  const t = translator(locale);
  const { terms_of_service_url: terms, privacy_policy_url: privacy } = business ?? {};
  if (!terms && !privacy) return null;
  return html`<p class="note">${terms ? html`<a href="${terms}">${t("portal.terms")}</a> ` : null}${privacy ? html`<a href="${privacy}">${t("portal.privacy")}</a>` : null}</p>`;
}

export function back({ locale, returnUrl }: PortalView): Html | null {
  return returnUrl
    ? html`<p><a class="back" href="${returnUrl}" data-testid="return-link">← ${translator(locale)("portal.return")}</a></p>`
    : null;
}

export function button(view: PortalView, action: string, id: string, text: string, kind = ""): Html {
  return html`<form method="post" action="/p/session/${view.id}/${action}"><input type="hidden" name="id" value="${id}"><button class="${kind}" data-testid="${action}">${text}</button></form>`;
}

/** Such as `€30.00 per month`. */
export function perPeriod(locale: Locale, price: Price | Stripe.Price, quantity: number): string {
  const t = translator(locale);
  const amount = formatAmount((price.unit_amount ?? 0) * quantity, price.currency, locale);
  const { interval = "month", interval_count: count = 1 } = price.recurring ?? {};
  const known = PERIODS.find((key) => key === `portal.per.${interval}`) ?? "portal.per.month";
  if (count === 1) return `${amount} ${t(known)}`;
  const unit = new Intl.NumberFormat(locale, { style: "unit", unit: interval, unitDisplay: "long" });
  const word = unit.formatToParts(count).find(({ type }) => type === "unit")?.value ?? interval;
  return `${amount} ${t("portal.every", { count: String(count), interval: word })}`;
}

const PERIODS = ["portal.per.day", "portal.per.week", "portal.per.month", "portal.per.year"] as const;

function subscriptions(view: PortalView): Html {
  if (view.subscriptions.length === 0) {
    return html`<p class="note">${translator(view.locale)("portal.noPlan")}</p>`;
  }
  return html`<ul>${view.subscriptions.map((subscription) => row(view, subscription))}</ul>`;
}

const STATUSES: Record<string, TextKey> = {
  active: "portal.status.active",
  incomplete: "portal.status.incomplete",
  past_due: "portal.status.past_due",
  paused: "portal.status.paused",
  trialing: "portal.status.trialing",
  unpaid: "portal.status.unpaid",
};

function row(view: PortalView, subscription: Stripe.Subscription): Html {
  const t = translator(view.locale);
  const { subscription_cancel: cancel, subscription_update: update } = view.configuration.features;
  const { id, items, cancel_at: cancelAt, status } = subscription;
  const [first] = items.data;
  const date = day(view.locale, cancelAt ?? first?.current_period_end ?? 0);
  const when = t(
    cancelAt !== null ? "portal.ends" : status === "trialing" ? "portal.trial" : "portal.renews",
    { date },
  );
  const step = (name: string, text: string) =>
    html`<a class="button" href="/p/session/${view.id}?step=${name}&id=${id}" data-testid="${name}-link">${text}</a>`;
  const actions =
    cancelAt !== null
      ? button(view, "renew", id, t("portal.keep"))
      : html`${update.enabled ? step("update", t("portal.change")) : null}${cancel.enabled ? step("cancel", t("portal.cancel")) : null}`;
  return html`<li data-testid="subscription"><div>${items.data.map(
    ({ price, quantity }) =>
      html`<strong>${view.nameOf(price)}</strong><span>${perPeriod(view.locale, price, quantity ?? 1)}</span>`,
  )}<span class="note">${when} · ${t(STATUSES[status] ?? "portal.status.active")}</span></div><div class="buttons">${actions}</div></li>`;
}

export function methodName({ card, type, sepa_debit: debit }: Stripe.PaymentMethod): string {
  const brand = card ? `${card.brand.slice(0, 1).toUpperCase()}${card.brand.slice(1)}` : "";
  return card ? `${brand} •••• ${card.last4}` : debit ? `IBAN •••• ${debit.last4}` : type;
}

function methods(view: PortalView): Html {
  const t = translator(view.locale);
  const preferred = view.customer.invoice_settings.default_payment_method;
  return html`<section><h2>${t("portal.methods")}</h2>
    ${view.methods.length === 0 ? html`<p class="note">${t("portal.noMethods")}</p>` : null}
    <ul>${view.methods.map((method) => {
      const expires = method.card
        ? t("portal.expires", { date: `${method.card.exp_month}/${method.card.exp_year}` })
        : "";
      return html`<li data-testid="payment-method"><div><strong>${methodName(method)}</strong><span class="note">${expires}${method.id === preferred ? ` · ${t("portal.default")}` : ""}</span></div>
        <div class="buttons">${method.id === preferred ? null : button(view, "make_default", method.id, t("portal.makeDefault"))}${button(view, "remove", method.id, t("portal.remove"))}</div></li>`;
    })}</ul>
    ${button(view, "add_method", "", t("portal.addMethod"))}</section>`;
}

function history(view: PortalView): Html {
  const t = translator(view.locale);
  if (view.invoices.length === 0)
    return html`<section><h2>${t("portal.invoices")}</h2><p class="note">${t("portal.noInvoices")}</p></section>`;
  return html`<section><h2>${t("portal.invoices")}</h2><ul>${view.invoices.map((invoice) => {
    const amount = formatAmount(invoice.amount_due, invoice.currency, view.locale);
    const number = invoice.number ?? invoice.id;
    return html`<li data-testid="invoice"><div><strong>${day(view.locale, invoice.created)}</strong><span class="note">${number}</span></div><span>${amount} · ${t(INVOICE_STATUSES[invoice.status ?? "draft"] ?? "portal.invoice.draft")} · <a href="${invoice.hosted_invoice_url ?? ""}">${t("portal.view", { number })}</a></span></li>`;
  })}</ul></section>`;
}

export const INVOICE_STATUSES: Record<string, TextKey> = {
  draft: "portal.invoice.draft",
  open: "portal.invoice.open",
  paid: "portal.invoice.paid",
  uncollectible: "portal.invoice.uncollectible",
  void: "portal.invoice.void",
};
