"use client";
import { Elements } from "@stripe/react-stripe-js";
import type { Stripe } from "@stripe/stripe-js";
import { useMemo, useState } from "react";
import { loadStripeJs } from "@/components/checkout/load-stripe";
import { stripeFonts } from "@/components/checkout/stripe-fonts";
import { useAppearance } from "@/components/checkout/use-appearance";
import { useStart } from "@/components/checkout/use-start";
import { renewIfOld } from "@/components/renewal/renew-page";
import { Skeleton } from "@/components/ui/skeleton";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { SetupElementsOptions } from "@/lib/customers/setup-options";
import { BrokenForm } from "./broken-form";
import { MethodFields } from "./method-fields";

export type CardHolder = {
  name: string;
  email: string;
  /** The most likely country of the account's cards. */
  country: string;
  postalCode: string | null;
  /** The most likely billing address; null when unknown. */
  address: CheckoutDefaults["address"];
};

export type MethodFormProps = {
  locale: Locale;
  publishableKey: string;
  stripeJsUrl: string | null;
  options: SetupElementsOptions;
  holder: CardHolder;
  /** Whether the merchant's checkouts ask for whole billing addresses. */
  asksAddress: boolean;
  texts: Texts<"account">["paymentMethods"];
  onDone: (result: "saved" | "processing") => void;
  onCancel: () => void;
};

export function MethodForm(props: MethodFormProps) {
  const { locale, publishableKey, stripeJsUrl, texts } = props;
  const [attempt, setAttempt] = useState(1);
  const loaded = useStart(async () => {
    const make = await loadStripeJs(publishableKey, stripeJsUrl).catch(() => null);
    const stripe = make && (await make({ locale }).catch(() => null));
    if (!stripe) await renewIfOld();
    return { stripe };
  }, attempt);
  const again = () => setAttempt(attempt + 1);
  return (
    <section aria-labelledby="new-method" className="rounded-2xl border border-line bg-raised p-6">
      <h2 id="new-method" className="text-lg font-medium">
        {texts.addTitle}
      </h2>
      <p className="mt-1 mb-6 text-[0.9375rem] text-quiet">{texts.addLead}</p>
      {loaded?.stripe ? (
        <StripeFields key={attempt} stripe={loaded.stripe} {...props} onBroken={again} />
      ) : loaded ? (
        <BrokenForm texts={texts} onAgain={again} />
      ) : (
        <div role="status" className="grid gap-4">
          <span className="sr-only">{texts.loading}</span>
          <Skeleton className="h-12" />
          <Skeleton className="h-40" />
        </div>
      )}
    </section>
  );
}

type FieldsProps = MethodFormProps & { stripe: Stripe; onBroken: () => void };

function StripeFields({ stripe, ...props }: FieldsProps) {
  const appearance = useAppearance();
  const options = useMemo(
    () => ({ ...props.options, appearance, fonts: stripeFonts() }),
    [props.options, appearance],
  );
  return (
    <Elements stripe={stripe} options={options}>
      <MethodFields {...props} />
    </Elements>
  );
}
