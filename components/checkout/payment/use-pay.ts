"use client";
import { useElements, useStripe } from "@stripe/react-stripe-js";
import { useState } from "react";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { afterConfirm, afterRefusal, type ConfirmStep } from "@/lib/checkout/payment-element/after-confirm";
import { sendConfirm } from "@/lib/checkout/payment-element/send-confirm";
import { pause } from "../pause";
import type { PaymentNotice } from "../payment-notice";
import type { EmailFieldControl } from "../use-email-field";
import { useLatest } from "../use-latest";
import { type PayingEnd, type Unknown, usePaying } from "../use-paying";
import type { Tasks } from "../use-task-queue";
import { billingDetails, type Contact } from "./contact";
import { requestAgain, requestConfirm, requestFree } from "./request-payment";
import type { useDelivery } from "./use-delivery";
import type { OrderControl } from "./use-order";

type Options = {
  order: OrderControl;
  tasks: Tasks;
  email: EmailFieldControl;
  delivery: ReturnType<typeof useDelivery>;
  contact: Contact | null;
  /** Null until a billing address is typed. */
  billing: Contact | null;
  methodType: string | null;
  savedRenewed: boolean;
  onSavedExpired: () => Promise<void>;
  onOver: (orderId: string | null) => void;
  locale: Locale;
  texts: Texts<"checkout">["elements"];
};

const INCOMPLETE = "shipping_address_incomplete";

/** Pays with a token of what was typed, the store's confirmation, and the bank if it asks. */
export function usePay(options: Options) {
  const { order, tasks, onOver, locale, texts } = options;
  const stripe = useStripe();
  const elements = useElements();
  const [waiting, setWaiting] = useState(order.checkout.resume);
  const latest = useLatest(options);

  const unknown = (orderId: string, whenOver?: PaymentNotice): Unknown => ({
    orderId,
    isOver: whenOver !== undefined,
    paidPath: `/orders/${orderId}`,
    notCharged: { kind: "not_charged" },
    stillOpen: whenOver ?? { kind: "still_open" },
  });
  const paying = usePaying({
    orderId: order.checkout.orderId,
    locale,
    first: options.savedRenewed ? { kind: "saved_renewed" } : null,
    lost: () => unknown(order.checkout.orderId),
    onBackButton: async (): Promise<void> => {
      // A new start of the order asks Stripe how its earlier payment ended.
      const now = await requestAgain(order.checkout.orderId, locale).catch(() => null);
      if (!now) {
        void paying.runInstead(() => awaitOutcome(order.checkout.orderId, { kind: "not_completed" }));
        return;
      }
      if (!now.ok) return onOver(now.orderId);
      order.adopt(now.checkout);
      setWaiting(now.checkout.resume);
      paying.stop({ kind: "not_completed" });
    },
  });
  /** `whenOver` is the notice for when no request is under way any more. */
  const awaitOutcome = (orderId: string, whenOver?: PaymentNotice) =>
    paying.awaitOutcome(unknown(orderId, whenOver));
  const openOrder = (paymentIntentId: string) =>
    paying.leaveFor(`/checkout/complete?payment_intent=${encodeURIComponent(paymentIntentId)}`);

  async function payOnce(): Promise<PayingEnd> {
    const amount = order.checkout.amount;
    const { check, field } = latest.current.email;
    const email = check();
    if (email === null) {
      field.current?.focus();
      return "silent";
    }
    if (!(await tasks.run(latest.current.delivery.sendAddress))) return "silent";
    // The address may have changed the amount, which the shopper must see first.
    if (order.read().amount !== amount) return { kind: "look_again", gone: [] };
    if (!stripe || !elements) return { kind: "failed", message: texts.updates.stripe };
    const submitted = await elements.submit();
    if (submitted.error) return { kind: "incomplete", message: submitted.error.message ?? "" };
    return amount === 0 ? payNothing(email) : payWithToken(email);
  }

  async function payWithToken(email: string, isSecondTry = false): Promise<PayingEnd> {
    const { billing, methodType } = latest.current;
    if (!stripe || !elements || !billing) return { kind: "failed", message: texts.updates.stripe };
    const made = await stripe.createConfirmationToken({
      elements,
      params: {
        payment_method_data: {
          billing_details: {
            email,
            // The Payment Element asks for the holder's name itself when it is needed.
            ...(methodType === "card" && { name: billing.name }),
            address: billingDetails(billing),
          },
        },
        return_url: new URL(localPath(locale, "/checkout/complete"), window.location.origin).href,
      },
    });
    if (made.error?.code === "customer_session_expired") {
      await options.onSavedExpired();
      return { kind: "saved_renewed" };
    }
    if (made.error) return { kind: "failed", message: made.error.message ?? texts.updates.stripe };
    const checkout = order.read();
    const confirmation = {
      confirmationTokenId: made.confirmationToken.id,
      orderId: checkout.orderId,
      quote: checkout.signedQuote,
      email,
    };
    const answer = await sendConfirm(() => requestConfirm(confirmation), pause);
    if (!answer) return awaitOutcome(checkout.orderId);
    if (!answer.ok && answer.code === INCOMPLETE) return refuseAddress(answer.message);
    if (!answer.ok && answer.checkout) order.adopt(answer.checkout);
    return carryOut(afterConfirm(answer, checkout), () => payWithToken(email, true), isSecondTry);
  }

  async function payNothing(email: string, isSecondTry = false): Promise<PayingEnd> {
    const { contact } = latest.current;
    if (!contact) return { kind: "failed", message: texts.updates.network };
    const checkout = order.read();
    const { line1, line2, city, state, postal_code: postalCode, country } = contact.address;
    const free = {
      orderId: checkout.orderId,
      quote: checkout.signedQuote,
      email,
      name: contact.name,
      address: { line1, line2: line2 || null, city, state: state || null, postalCode, country },
    };
    const answer = await sendConfirm(() => requestFree(free), pause);
    if (!answer) return awaitOutcome(checkout.orderId);
    if (answer.ok) return paying.leaveFor(`/orders/${answer.orderId}`);
    if (answer.code === INCOMPLETE) return refuseAddress(answer.message);
    if (answer.checkout) order.adopt(answer.checkout);
    return carryOut(afterRefusal(answer, checkout), () => payNothing(email, true), isSecondTry);
  }

  function refuseAddress(text: string): PayingEnd {
    latest.current.delivery.refuse(text);
    return "silent";
  }

  async function carryOut(
    step: ConfirmStep,
    again: () => Promise<PayingEnd>,
    isSecondTry: boolean,
  ): Promise<PayingEnd> {
    switch (step.kind) {
      case "arrive":
        return openOrder(step.paymentIntentId);
      case "bank":
        return askBank(step.clientSecret, step.paymentIntentId);
      case "again":
        return isSecondTry ? { kind: "look_again", gone: [] } : again();
      case "find_out":
        return awaitOutcome(step.orderId ?? order.checkout.orderId);
      case "over":
        onOver(step.orderId);
        return "silent";
      case "stay":
        return step.notice;
    }
  }

  async function askBank(clientSecret: string, paymentIntentId: string): Promise<PayingEnd> {
    try {
      const answered = await stripe?.handleNextAction({ clientSecret });
      if (answered?.error && LOST.has(answered.error.type)) return awaitOutcome(order.checkout.orderId);
      if (answered?.error) return { kind: "declined", message: answered.error.message ?? "" };
      const isOpen = answered?.paymentIntent?.status === "requires_action";
      return isOpen ? { kind: "not_completed" } : openOrder(paymentIntentId);
    } catch {
      // The payment was answered in another window, or has ended, so there is nothing left to ask.
      return openOrder(paymentIntentId);
    }
  }

  return {
    paying: paying.paying,
    notice: paying.notice,
    pay: () =>
      void paying.run(async () => {
        setWaiting(null);
        return payOnce();
      }),
    waiting: waiting !== null,
    continueAtBank: () => {
      if (!waiting) return;
      const { clientSecret } = waiting;
      void paying.run(async () => {
        const end = await askBank(clientSecret, intentOf(clientSecret));
        if (end !== "leaving") setWaiting(null);
        return end;
      });
    },
    payAnotherWay: () => setWaiting(null),
  };
}

/** Errors of Stripe.js that leave the bank's answer unknown. */
const LOST: ReadonlySet<string> = new Set(["api_connection_error", "api_error"]);

/** Takes `pi_…` out of `pi_…_secret_…`. */
const intentOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";
