"use client";
import type { ComponentProps } from "react";
import type { Elements } from "@/components/ui/elements";
import { Notice } from "@/components/ui/notice";
import { BillingChoice } from "./billing-choice";
import { FormSection } from "./form-section";

type Props = ComponentProps<typeof BillingChoice> & {
  free: boolean;
  form: Elements;
};

export function PaymentSection({ free, form, ...billing }: Props) {
  const words = billing.texts.elements;
  return (
    <FormSection title={words.payment}>
      {free ? (
        <Notice tone="good">{words.nothingToPay}</Notice>
      ) : (
        <>
          {form}
          <BillingChoice {...billing} />
        </>
      )}
    </FormSection>
  );
}
