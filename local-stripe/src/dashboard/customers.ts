import type Stripe from "stripe";
import { type Html, html } from "../http/html";
import { methodsOfCustomer } from "../state/finders";
import type { Local } from "../state/local";
import { badge, table, time } from "./parts";

const SHOWN = 50;

/** Customers with their saved methods, and a form to save one without a payment. */
export function customersPage({ store }: Local): Html {
  const customers = store.customers
    .newest()
    .take(SHOWN)
    .map((customer) =>
      customerRow(
        customer,
        methodsOfCustomer(store.methods, customer.id)
          .take(SHOWN)
          .map(({ method }) => method),
      ),
    );
  const setups = store.setups
    .newest()
    .take(SHOWN)
    .map(({ intent }) => setupRow(intent));
  return html`${table("Customers", ["Customer", "Saved", "Id", "Created"], customers, "No customer yet.")}
    <h2>Setup intents</h2>
    ${table("Setup intents", ["Status", "Customer", "Setup intent", "Created"], setups, "No setup intent yet.")}`;
}

function customerRow(customer: Stripe.Customer, methods: Stripe.PaymentMethod[]): Html {
  const preferred = customer.invoice_settings.default_payment_method;
  return html`<tr>
    <td>${customer.email ?? customer.name ?? "–"}</td>
    <td>${methods.map(
      (method) =>
        html`<div>${nameOf(method)} ${badge(method.allow_redisplay ?? "unspecified")} ${method.id === preferred ? badge("default") : null}</div>`,
    )}</td>
    <td><code>${customer.id}</code></td>
    <td>${time(customer.created)}</td>
  </tr>`;
}

function setupRow(intent: Stripe.SetupIntent): Html {
  return html`<tr>
    <td>${badge(intent.status)}${intent.last_setup_error?.code ? html`<small>${intent.last_setup_error.code}</small>` : null}</td>
    <td>${typeof intent.customer === "string" ? html`<code>${intent.customer}</code>` : "–"}</td>
    <td><code>${intent.id}</code></td>
    <td>${time(intent.created)}</td>
  </tr>`;
}

function nameOf({ type, card, sepa_debit }: Stripe.PaymentMethod): string {
  if (card) {
    const month = String(card.exp_month).padStart(2, "0");
    return `${card.brand} ···· ${card.last4} ${month}/${card.exp_year}`;
  }
  return [type.replaceAll("_", " "), sepa_debit?.last4 && `···· ${sepa_debit.last4}`]
    .filter(Boolean)
    .join(" ");
}
