"use client";
import {
  BillingAddressElement,
  PaymentElement,
  ShippingAddressElement,
  type StripeCheckoutElementsValue,
} from "@stripe/react-stripe-js/checkout";
import type { StripeAddressElementChangeEvent, StripeCheckoutContact } from "@stripe/stripe-js";
import { useEffect, useEffectEvent } from "react";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { PaymentLayout } from "@/lib/model/surface";
import { MethodElement } from "../method-element";
import type { FormContext } from "../own-checkout";
import { OwnForm } from "../own-form";
import type { Sums } from "../totals";
import { type Typed, useContactInput } from "../use-contact-input";
import { useTaskQueue } from "../use-task-queue";
import { useDeliveryCountry } from "./use-delivery-country";
import { useDeliveryOption } from "./use-delivery-option";
import { useEmail } from "./use-email";
import { usePayment } from "./use-payment";
import { useQuote } from "./use-quote";

export type TypedElementsContact = Typed<StripeCheckoutContact>;

type Props = FormContext & {
  orderId: string;
  checkout: StripeCheckoutElementsValue;
  initial: CheckoutQuote;
  typed: TypedElementsContact;
  onTyped: (typed: TypedElementsContact) => void;
  layout: PaymentLayout;
  locale: Locale;
  texts: Texts<"checkout">;
};

export function CheckoutForm(props: Props) {
  const {
    orderId,
    checkout,
    initial,
    typed: before,
    onTyped,
    onOver,
    onBroken,
    layout,
    locale,
    texts,
  } = props;
  const words = texts.elements;
  const tasks = useTaskQueue();
  const quote = useQuote({ checkout, initial, tasks, onOver });
  const email = useEmail({ checkout, tasks, known: before.email, texts: words });
  const typed = useContactInput(before.contact, email.value, onTyped);
  const { contact } = typed;
  const { same, chosen } = typed.billing;
  const delivery = useDeliveryOption({ checkout, tasks, texts: words });
  const countryProblem = useDeliveryCountry({ checkout, quote, tasks, typed: contact, texts: words });
  const billing = same && !chosen?.payment_method ? (contact ?? checkout.shippingAddress) : null;
  const payment = usePayment({ orderId, checkout, quote, email, tasks, billing, locale, texts: words });
  useEndOfSession(checkout, payment.paying, onOver, locale);
  return (
    <OwnForm
      formContext={props}
      payment={payment}
      email={email}
      address={
        <ShippingAddressElement
          onChange={(event) => typed.setContact(contactOf(event.value))}
          onLoadError={onBroken}
          className="min-h-80"
        />
      }
      addressProblem={countryProblem}
      delivery={delivery}
      quote={quote}
      sums={sumsOf(checkout, quote.quote)}
      tasks={tasks}
      method={
        <MethodElement
          element={PaymentElement}
          options={{ layout: { type: layout }, fields: { billingDetails: { address: "never" } } }}
          onChosen={typed.setChosen}
          onBroken={onBroken}
        />
      }
      billing={typed.billing}
      billingAddress={<BillingAddressElement />}
      locale={locale}
      texts={texts}
    />
  );
}

function sumsOf({ total, shipping, tax }: StripeCheckoutElementsValue, quote: CheckoutQuote): Sums {
  return {
    delivery: {
      name: shipping?.shippingOption.displayName ?? null,
      amount: total.shippingRate.minorUnitsAmount,
    },
    taxAdded: quote.addsTax && tax.status !== "ready" ? null : total.taxExclusive.minorUnitsAmount,
    taxIncluded: total.taxInclusive.minorUnitsAmount,
    total: total.total.minorUnitsAmount,
  };
}

/** Leaves empty parts out: Stripe takes an incomplete address, but no empty text. */
function contactOf({ name, address }: StripeAddressElementChangeEvent["value"]): StripeCheckoutContact {
  const { country, line1, line2, city, state, postal_code } = address;
  return {
    name: name || null,
    address: {
      country,
      line1: line1 || null,
      line2: line2 || null,
      city: city || null,
      state: state || null,
      postal_code: postal_code || null,
    },
  };
}

/** A session that ran out is replaced; one that was paid elsewhere leads to its order. */
function useEndOfSession(
  { id, status }: StripeCheckoutElementsValue,
  paying: boolean,
  onOver: Props["onOver"],
  locale: Locale,
): void {
  const end = useEffectEvent(() => {
    if (status.type === "expired") onOver(null);
    if (status.type === "complete") {
      window.location.assign(localPath(locale, `/checkout/return?session_id=${id}`));
    }
  });
  useEffect(() => {
    if (status.type !== "open" && !paying) end();
  }, [status.type, paying]);
}
