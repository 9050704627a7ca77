"use client";
import { Elements } from "@stripe/react-stripe-js";
import type { StripeElementsOptionsMode } from "@stripe/stripe-js";
import { type ComponentProps, useMemo, useState } from "react";
import { stripeFonts } from "../stripe-fonts";
import { useAppearance } from "../use-appearance";
import { useTaskQueue } from "../use-task-queue";
import { PaymentForm } from "./payment-form";
import { type OpenPayment, requestCustomerSession } from "./start-payment";
import { useOrder } from "./use-order";

type Form = ComponentProps<typeof PaymentForm>;
type Props = Omit<Form, "order" | "tasks" | "savedRenewed" | "onSavedExpired"> & { start: OpenPayment };

/** The Elements follow the order's amount. */
export function PaymentSession({ start, ...form }: Props) {
  const { onOver, onBroken, locale } = form;
  const appearance = useAppearance();
  const tasks = useTaskQueue();
  const order = useOrder({ initial: start.checkout, tasks, onOver });
  const [customerSession, setCustomerSession] = useState(start.customerSession);
  const [savedRenewed, setSavedRenewed] = useState(false);
  const { elements } = order.checkout;
  // Saved cards can be used for a while only, then they are loaded again.
  async function renewSaved(): Promise<void> {
    setCustomerSession(await requestCustomerSession());
    setSavedRenewed(true);
  }
  const options = useMemo(
    (): StripeElementsOptionsMode => ({
      ...elements,
      // Elements need an amount even where the Payment Element is not shown.
      amount: Math.max(1, elements.amount),
      ...(customerSession && { customerSessionClientSecret: customerSession }),
      syncAddressCheckbox: "none",
      locale,
      appearance,
      fonts: stripeFonts(),
    }),
    [elements, customerSession, locale, appearance],
  );
  return (
    <Elements key={customerSession} stripe={start.stripe} options={options}>
      <PaymentForm
        order={order}
        tasks={tasks}
        savedRenewed={savedRenewed}
        onSavedExpired={renewSaved}
        {...form}
        onBroken={() => (customerSession ? setCustomerSession(null) : onBroken())}
      />
    </Elements>
  );
}
