"use client";
import { AddressElement } from "@stripe/react-stripe-js";
import type { StripeAddressElementOptions } from "@stripe/stripe-js";
import { useEffect, useEffectEvent, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import type { PaymentLayout } from "@/lib/model/surface";
import { SHIPPING_COUNTRIES } from "@/lib/shipping/rates";
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
import type { Tasks } from "../use-task-queue";
import { BankWaiting } from "./bank-waiting";
import { BillingAddress } from "./billing-address";
import { type Contact, contactOf } from "./contact";
import { MethodElement } from "./method-element";
import { useDelivery, useDeliverySpeed } from "./use-delivery";
import { useEmailField } from "./use-email-field";
import type { OrderControl } from "./use-order";
import { usePay } from "./use-pay";

/** What the shopper has typed, for an order that takes the place of this one. */
export type Typed = { email: string; contact: Contact | null };

type Props = FormOccasion & {
  order: OrderControl;
  tasks: Tasks;
  typed: Typed;
  onTyped: (typed: Typed) => void;
  /** The saved cards are shown anew, as they had been open for too long. */
  savedRenewed: boolean;
  onSavedExpired: () => Promise<void>;
  layout: PaymentLayout;
  locale: Locale;
  texts: CheckoutTexts;
};

export function PaymentForm(props: Props) {
  const { order, tasks, typed, onTyped, onOver, onBroken, layout, renewed, locale, texts } = props;
  const { savedRenewed, onSavedExpired } = props;
  const { checkout } = order;
  const words = texts.elements;
  const [address] = useState(() => shippingOptions(typed.contact, checkout));
  const [contact, setContact] = useState(typed.contact);
  const [billingSame, setBillingSame] = useState(true);
  const [billing, setBilling] = useState<Contact | null>(null);
  const [chosen, setChosen] = useState<ChosenMethod | null>(null);
  const email = useEmailField(typed.email || (checkout.defaults?.email ?? ""), words);
  const delivery = useDelivery({ order, tasks, contact, texts: words });
  const speed = useDeliverySpeed({ order, texts: words });
  const payment = usePay({
    order,
    tasks,
    email,
    delivery,
    contact,
    billing: billingSame || chosen?.payment_method ? contact : billing,
    methodType: chosen?.type ?? null,
    savedRenewed,
    onSavedExpired,
    onOver,
    locale,
    texts: words,
  });

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
          {payment.waiting && (
            <BankWaiting
              busy={payment.paying}
              onGoOn={payment.goOn}
              onOther={payment.payAnotherWay}
              texts={texts.bank}
            />
          )}
          <ContactSection email={email} texts={words} />
          <FormSection title={words.address}>
            <AddressElement
              options={address}
              onChange={(event) => setContact(event.value)}
              onLoadError={onBroken}
              className="min-h-80"
            />
            {delivery.problem && <FieldProblem>{delivery.problem}</FieldProblem>}
          </FormSection>
          <DeliveryOptions delivery={speed} quote={order.quote} locale={locale} texts={words} />
          <PaymentSection
            free={checkout.amount === 0}
            form={<MethodElement layout={layout} onChosen={setChosen} onBroken={onBroken} />}
            chosen={chosen}
            same={billingSame}
            onSame={setBillingSame}
            address={
              <BillingAddress
                country={contact?.address.country ?? order.quote.country}
                onBilling={setBilling}
              />
            }
            texts={texts}
          />
        </div>
      }
      box={
        <>
          <div inert={payment.paying}>
            <DiscountTools quote={order} locale={locale} texts={words} />
          </div>
          <Totals
            quote={order}
            sums={sumsOf(checkout)}
            updating={tasks.waiting > 0 && !payment.paying}
            locale={locale}
            texts={texts}
          />
          <PayButton
            payment={payment}
            total={{ amount: checkout.amount, currency: checkout.currency, locale }}
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

function shippingOptions(typed: Contact | null, checkout: PaymentCheckout): StripeAddressElementOptions {
  const { defaults, quote } = checkout;
  const { address = null, name = null } = defaults ?? {};
  return {
    mode: "shipping",
    allowedCountries: [...SHIPPING_COUNTRIES],
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
