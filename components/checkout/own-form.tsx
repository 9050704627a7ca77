"use client";
import type { Elements } from "@/components/ui/elements";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { isInEea } from "@/lib/base/europe";
import type { ChosenMethod } from "./billing-choice";
import { CheckoutColumns } from "./checkout-columns";
import { ContactSection, type EmailField } from "./contact-section";
import { type DeliveryChoice, DeliveryOptions } from "./delivery-options";
import type { DiscountControl } from "./discount-control";
import { DiscountTools } from "./discount-tools";
import { FieldProblem, FormSection } from "./form-section";
import type { FormContext } from "./own-checkout";
import { PayButton } from "./pay-button";
import type { PaymentNotice } from "./payment-notice";
import { PaymentSection } from "./payment-section";
import { type Sums, Totals } from "./totals";
import type { Tasks } from "./use-task-queue";

type Props = {
  formContext: Pick<FormContext, "renewed" | "startAgainHref" | "toConsumers">;
  payment: { paying: boolean; notice: PaymentNotice | null; pay: () => void };
  /** A notice above the form. */
  first?: Elements;
  email: EmailField;
  /** The element for the delivery address. */
  address: Elements;
  addressProblem: string | null;
  delivery: DeliveryChoice;
  quote: DiscountControl;
  sums: Sums;
  tasks: Tasks;
  method: Elements;
  billing: { chosen: ChosenMethod | null; same: boolean; onSame: (same: boolean) => void };
  /** The element for another billing address. */
  billingAddress: Elements;
  locale: Locale;
  texts: Texts<"checkout">;
};

/** The form of our own paying pages, with slots for what a surface needs. */
export function OwnForm(props: Props) {
  const { formContext, payment, quote, sums, tasks, billing, locale, texts } = props;
  const { startAgainHref } = formContext;
  const words = texts.elements;
  const isChanging = tasks.waiting > 0;
  const obliges = formContext.toConsumers && isInEea(quote.quote.country) && sums.total > 0;
  return (
    <CheckoutColumns
      form={
        <div inert={payment.paying} className="grid gap-10">
          {formContext.renewed && (
            <Notice tone="warn" role="status">
              {words.renewed}
            </Notice>
          )}
          {props.first}
          <ContactSection email={props.email} texts={words} />
          <FormSection title={words.address}>
            {props.address}
            {props.addressProblem && <FieldProblem>{props.addressProblem}</FieldProblem>}
          </FormSection>
          <DeliveryOptions delivery={props.delivery} quote={quote.quote} locale={locale} texts={words} />
          <PaymentSection
            free={sums.total === 0}
            form={props.method}
            {...billing}
            address={props.billingAddress}
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
            sums={sums}
            updating={isChanging && !payment.paying}
            locale={locale}
            texts={texts}
          />
          <PayButton
            payment={payment}
            total={{ amount: sums.total, currency: quote.quote.currency, locale }}
            waiting={isChanging}
            obliges={obliges}
            startAgainHref={startAgainHref}
            locale={locale}
            texts={words}
          />
        </>
      }
    />
  );
}
