"use client";
import {
  BillingAddressElement,
  ShippingAddressElement,
  type StripeCheckoutElementsValue,
} from "@stripe/react-stripe-js/checkout";
import type { StripeAddressElementChangeEvent, StripeCheckoutContact } from "@stripe/stripe-js";
import { useEffect, useEffectEvent, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";
import type { PaymentLayout } from "@/lib/model/surface";
import type { ChosenMethod } from "../billing-choice";
import { CheckoutColumns } from "../checkout-columns";
import { ContactSection } from "../contact-section";
import { DeliveryOptions } from "../delivery-options";
import { DiscountTools } from "../discount-tools";
import { FieldProblem, FormSection } from "../form-section";
import type { FormOccasion } from "../own-checkout";
import { PayButton } from "../pay-button";
import { PaymentSection } from "../payment-section";
import { type Sums, Totals } from "../totals";
import { useTaskQueue } from "../use-task-queue";
import { MethodElement } from "./method-element";
import { useDeliveryCountry } from "./use-delivery-country";
import { useDeliveryOption } from "./use-delivery-option";
import { useEmail } from "./use-email";
import { usePayment } from "./use-payment";
import { useQuote } from "./use-quote";

/** What the shopper has typed, for a session that takes the place of this one. */
export type Typed = { email: string; contact: StripeCheckoutContact | null };

type Props = FormOccasion & {
  orderId: string;
  checkout: StripeCheckoutElementsValue;
  initial: CheckoutQuote;
  typed: Typed;
  onTyped: (typed: Typed) => void;
  layout: PaymentLayout;
  locale: Locale;
  texts: CheckoutTexts;
};

export function CheckoutForm(props: Props) {
  const { orderId, checkout, initial, typed, onTyped, onOver, onBroken, layout, renewed } = props;
  const { locale, texts } = props;
  const words = texts.elements;
  const [contact, setContact] = useState(typed.contact);
  const [billingSame, setBillingSame] = useState(true);
  const [chosen, setChosen] = useState<ChosenMethod | null>(null);
  const tasks = useTaskQueue();
  const quote = useQuote({ checkout, initial, tasks, onOver });
  const email = useEmail({ checkout, tasks, known: typed.email, texts: words });
  const delivery = useDeliveryOption({ checkout, tasks, texts: words });
  const countryProblem = useDeliveryCountry({ checkout, quote, tasks, typed: contact, texts: words });
  const billing = billingSame && !chosen?.payment_method ? (contact ?? checkout.shippingAddress) : null;
  const payment = usePayment({ orderId, checkout, quote, email, tasks, billing, locale, texts: words });
  useEndOfSession(checkout, payment.paying, onOver, locale);

  const total = checkout.total.total.minorUnitsAmount;
  const remember = useEffectEvent(onTyped);
  useEffect(() => remember({ email: email.value, contact }), [email.value, contact]);
  return (
    <CheckoutColumns
      form={
        <div inert={payment.paying} className="grid gap-10">
          {renewed && (
            <Notice tone="warn" role="status">
              {words.renewed}
            </Notice>
          )}
          <ContactSection email={email} texts={words} />
          <FormSection title={words.address}>
            <ShippingAddressElement
              onChange={(event) => setContact(contactOf(event.value))}
              onLoadError={onBroken}
              className="min-h-80"
            />
            {countryProblem && <FieldProblem>{countryProblem}</FieldProblem>}
          </FormSection>
          <DeliveryOptions delivery={delivery} quote={quote.quote} locale={locale} texts={words} />
          <PaymentSection
            free={total === 0}
            form={<MethodElement layout={layout} onChosen={setChosen} onBroken={onBroken} />}
            chosen={chosen}
            same={billingSame}
            onSame={setBillingSame}
            address={<BillingAddressElement />}
            texts={texts}
          />
        </div>
      }
      box={
        <>
          <div inert={payment.paying}>
            <DiscountTools quote={quote} locale={locale} texts={words} />
          </div>
          <Totals
            quote={quote}
            sums={sumsOf(checkout, quote.quote)}
            updating={tasks.waiting > 0 && !payment.paying}
            locale={locale}
            texts={texts}
          />
          <PayButton
            payment={payment}
            total={{ amount: total, currency: quote.quote.currency, locale }}
            waiting={tasks.waiting > 0}
            startAgainHref={props.startAgainHref}
            locale={locale}
            texts={words}
          />
        </>
      }
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

/** Blank parts are left out: Stripe takes an address that is not whole yet, but no empty text. */
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

/** A session that has run out is replaced; one that was paid, perhaps in another window, leads to its order. */
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
