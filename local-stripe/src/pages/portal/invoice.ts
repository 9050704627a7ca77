import type Stripe from "stripe";
import { formatAmount } from "../../facts/money";
import { type Html, html } from "../../http/html";
import { type Locale, translator } from "../../texts/translate";
import { INVOICE_STATUSES, methodName } from "./page";
import { day } from "./shell";

interface InvoiceView {
  locale: Locale;
  invoice: Stripe.Invoice;
  methods: Stripe.PaymentMethod[];
  wasRefused: boolean;
}

/** An invoice behind its `hosted_invoice_url`: to read, and to pay while it is open. */
export function invoiceContent({ locale, invoice, methods, wasRefused }: InvoiceView): Html {
  const t = translator(locale);
  const money = (amount: number) => formatAmount(amount, invoice.currency, locale);
  const entry = (label: string, value: string) => html`<li><div>${label}</div><strong>${value}</strong></li>`;
  const off = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const tax = (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const status = t(INVOICE_STATUSES[invoice.status ?? "draft"] ?? "portal.invoice.draft");
  return html`<h1>${t("portal.invoice", { number: invoice.number ?? invoice.id })}</h1>
      <p class="note">${day(locale, invoice.created)} · ${invoice.customer_email ?? ""} · ${status}</p>
      ${wasRefused ? html`<p class="problem" role="alert">${t("portal.refused")}</p>` : null}
      ${invoice.status === "open" ? payment({ locale, invoice, methods, wasRefused }) : null}
      <section><h2>${t("portal.lines")}</h2><ul>${invoice.lines.data.map((line) => entry(line.description ?? "", money(line.amount)))}</ul></section>
      <section><h2>${t("portal.amounts")}</h2><ul>${off > 0 || tax > 0 ? entry(t("portal.subtotal"), money(invoice.subtotal)) : null}${off > 0 ? entry(t("portal.discount"), money(-off)) : null}${tax > 0 ? entry(t("portal.tax"), money(tax)) : null}${entry(t("portal.total"), money(invoice.total))}${entry(t("portal.due"), money(invoice.amount_due))}${entry(t("portal.paid"), money(invoice.amount_paid))}</ul></section>`;
}

function payment({ locale, invoice, methods }: InvoiceView): Html {
  const t = translator(locale);
  const amount = formatAmount(invoice.amount_remaining, invoice.currency, locale);
  const form = (id: string, text: string, kind: string) =>
    html`<form method="post" action="/invoices/${invoice.id}/pay"><input type="hidden" name="id" value="${id}"><button class="${kind}" data-testid="${id ? "pay" : "other-card"}">${text}</button></form>`;
  return html`<section class="ask"><h2>${t("portal.pay", { amount })}</h2><div class="buttons">${methods.map(
    (method, index) =>
      form(method.id, t("portal.payWith", { method: methodName(method) }), index === 0 ? "is-first" : ""),
  )}${form("", t("portal.otherCard"), methods.length === 0 ? "is-first" : "")}</div></section>`;
}
