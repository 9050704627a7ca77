"use client";
import { AddressElement, PaymentElement } from "@stripe/react-stripe-js";
import type { StripeAddressElementOptions } from "@stripe/stripe-js";
import { useState } from "react";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import type { PaymentLayout } from "@/lib/model/surface";
import { MethodElement } from "../method-element";
import type { FormContext } from "../own-checkout";
import { OwnForm } from "../own-form";
import type { Sums } from "../totals";
import { type Typed, useContactInput } from "../use-contact-input";
import { useEmailField } from "../use-email-field";
import type { Tasks } from "../use-task-queue";
import { BankWaiting } from "./bank-waiting";
import { BillingAddress } from "./billing-address";
import { type Contact, contactOf } from "./contact";
import { useDelivery, useDeliverySpeed } from "./use-delivery";
import type { OrderControl } from "./use-order";
import { usePay } from "./use-pay";

export type TypedPaymentContact = Typed<Contact>;

type Props = FormContext & {
  order: OrderControl;
  tasks: Tasks;
  typed: TypedPaymentContact;
  onTyped: (typed: TypedPaymentContact) => void;
  savedRenewed: boolean;
  onSavedExpired: () => Promise<void>;
  layout: PaymentLayout;
  /** ISO 3166-1 alpha-2 countries to which anything is delivered. */
  countries: readonly string[];
  locale: Locale;
  texts: Texts<"checkout">;
};

export function PaymentForm(props: Props) {
  const { order, tasks, typed: before, onTyped, onOver, onBroken, layout, countries, locale, texts } = props;
  const { savedRenewed, onSavedExpired } = props;
  const { checkout } = order;
  const words = texts.elements;
  const [address] = useState(() => shippingOptions(before.contact, checkout, countries));
  const [billing, setBilling] = useState<Contact | null>(null);
  const email = useEmailField(before.email || (checkout.defaults?.email ?? ""), words);
  const typed = useContactInput(before.contact, email.value, onTyped);
  const { contact } = typed;
  const { same, chosen } = typed.billing;
  const delivery = useDelivery({ order, tasks, contact, texts: words });
  const speed = useDeliverySpeed({ order, texts: words });
  const payment = usePay({
    order,
    tasks,
    email,
    delivery,
    contact,
    billing: same || chosen?.payment_method ? contact : billing,
    methodType: chosen?.type ?? null,
    savedRenewed,
    onSavedExpired,
    onOver,
    locale,
    texts: words,
  });
  return (
    <OwnForm
      formContext={props}
      payment={payment}
      first={
        payment.waiting && (
          <BankWaiting
            busy={payment.paying}
            onContinue={payment.continueAtBank}
            onOtherMethod={payment.payAnotherWay}
            texts={texts.bank}
          />
        )
      }
      email={email}
      address={
        <AddressElement
          options={address}
          onChange={(event) => typed.setContact(event.value)}
          onLoadError={onBroken}
          className="min-h-80"
        />
      }
      addressProblem={delivery.problem}
      delivery={speed}
      quote={order}
      sums={sumsOf(checkout)}
      tasks={tasks}
      method={
        <MethodElement
          element={PaymentElement}
          options={{
            layout: { type: layout },
            fields: { billingDetails: { email: "never", address: "never" } },
          }}
          onChosen={typed.setChosen}
          onBroken={onBroken}
        />
      }
      billing={typed.billing}
      billingAddress={
        <BillingAddress country={contact?.address.country ?? order.quote.country} onBilling={setBilling} />
      }
      locale={locale}
      texts={texts}
    />
  );
}

function shippingOptions(
  typed: Contact | null,
  checkout: PaymentCheckout,
  countries: readonly string[],
): StripeAddressElementOptions {
  const { defaults, quote } = checkout;
  const { address = null, name = null } = defaults ?? {};
  return {
    mode: "shipping",
    allowedCountries: [...countries],
    defaultValues: typed ?? (address ? contactOf(address) : { name, address: { country: quote.country } }),
  };
}

function sumsOf({ quote, shippingSpeed, tax, amount }: PaymentCheckout): Sums {
  const rate = quote.shippingRates.find(({ speed }) => speed === shippingSpeed);
  return {
    delivery: { name: rate?.name ?? null, amount: rate?.amount ?? 0 },
    taxAdded: quote.addsTax && tax === null ? null : (tax?.added ?? 0),
    taxIncluded: tax?.included ?? 0,
    total: amount,
  };
}
