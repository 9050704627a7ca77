import type { StripeCheckoutContact, StripeCheckoutSession, StripeCheckoutStatus } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { PageData } from "../../browser/page-api";
import { taxParts } from "../../browser/tax-parts";
import { amountMaker, minorUnitsDivisor } from "./session-amounts";
import { discountAmount, lineItem } from "./session-lines";
import { savedCards } from "./session-saved";
import { chosenShipping, shippingOptions } from "./session-shipping";
import { shippingOf } from "./shopper-input";

export interface BrowserFacts {
  locale: string;
  /** Whether the Payment Element is complete. */
  paymentComplete: boolean;
  /** A Shipping Address Element holds an address that lacks something. */
  shippingIncomplete: boolean;
  /** Whether a change of the session runs. */
  busy: boolean;
  lastPaymentError: string | null;
}

/** The session as `@stripe/stripe-js` types it, out of what the local Stripe answers. */
export function sessionView(page: PageData, facts: BrowserFacts): StripeCheckoutSession {
  const { session } = page;
  const currency = session.currency ?? "";
  const make = amountMaker(currency, facts.locale);
  const details = session.total_details;
  const { added, included } = taxParts(session);
  const discounts = details?.breakdown?.discounts.map((entry) => discountAmount(entry, make)) ?? [];
  const shipping = shippingOf(page);
  return {
    billingAddress: contact(page.billing?.name, page.billing?.address),
    businessName: null,
    nameCollection: null,
    canConfirm: canConfirm(page, facts),
    currency,
    currencyOptions: null,
    discountAmounts: discounts.length > 0 ? discounts : null,
    email: emailOf(page),
    id: session.id,
    lastPaymentError: facts.lastPaymentError === null ? null : { message: facts.lastPaymentError },
    lineItems: (session.line_items?.data ?? []).map((line) => lineItem(line, make)),
    livemode: session.livemode,
    minorUnitsAmountDivisor: minorUnitsDivisor(currency),
    phoneNumber: page.phone_number ?? session.customer_details?.phone ?? null,
    recurring: null,
    savedPaymentMethods: savedCards(page),
    shipping: chosenShipping(session, make),
    shippingAddress: contact(shipping?.name, shipping?.address),
    shippingOptions: shippingOptions(session, make),
    status: status(session),
    surcharge: null,
    tax: { status: taxStatus(session) },
    taxAmounts:
      details?.breakdown?.taxes.map(({ amount, rate }) => ({
        ...make(amount),
        inclusive: rate.inclusive,
        displayName: rate.display_name,
        percentage: rate.percentage,
      })) ?? null,
    taxIdInfo: null,
    total: {
      appliedBalance: make(0),
      balanceAppliedToNextInvoice: false,
      discount: make(details?.amount_discount),
      shippingRate: make(session.shipping_cost?.amount_subtotal ?? details?.amount_shipping),
      subtotal: make(session.amount_subtotal),
      surcharge: make(0),
      taxExclusive: make(added),
      taxInclusive: make(included),
      total: make(session.amount_total),
    },
    optionalItems: null,
  };
}

/** The e-mail address for the payment. */
export function emailOf({ email, session }: PageData): string | null {
  return email ?? session.customer_email ?? session.customer_details?.email ?? null;
}

function canConfirm(page: PageData, { busy, paymentComplete, shippingIncomplete }: BrowserFacts): boolean {
  const { session } = page;
  const needsAddress = session.shipping_address_collection && (shippingIncomplete || !shippingOf(page));
  const needsRate = session.shipping_options.length > 0 && !session.shipping_cost?.shipping_rate;
  const payable = session.amount_total === 0 || paymentComplete;
  return (
    session.status === "open" && !busy && payable && emailOf(page) !== null && !needsAddress && !needsRate
  );
}

function status(session: Stripe.Checkout.Session): StripeCheckoutStatus {
  if (session.status === "expired") return { type: "expired" };
  if (session.status !== "complete") return { type: "open" };
  switch (session.payment_status) {
    case "unpaid":
      return { type: "complete", paymentStatus: "unpaid" };
    case "no_payment_required":
      return { type: "complete", paymentStatus: "no_payment_required" };
    default:
      return { type: "complete", paymentStatus: "paid" };
  }
}

function taxStatus(session: Stripe.Checkout.Session): StripeCheckoutSession["tax"]["status"] {
  if (!session.automatic_tax?.enabled || session.automatic_tax.status !== "requires_location_inputs")
    return "ready";
  return session.shipping_address_collection ? "requires_shipping_address" : "requires_billing_address";
}

function contact(
  name: string | null | undefined,
  address: NonNullable<PageData["billing"]>["address"] | undefined,
): StripeCheckoutContact | null {
  if (!address?.country) return null;
  return {
    name: name ?? null,
    address: {
      country: address.country,
      line1: address.line1 || null,
      line2: address.line2 || null,
      city: address.city || null,
      postal_code: address.postal_code || null,
      state: address.state || null,
    },
  };
}
