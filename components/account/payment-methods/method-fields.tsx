"use client";
import { AddressElement, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { StripeAddressElementOptions, StripePaymentElementOptions } from "@stripe/stripe-js";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Labelled, problemProps } from "@/components/account/labelled";
import { MethodElement } from "@/components/checkout/method-element";
import { contactOf } from "@/components/checkout/payment/contact";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import { BrokenForm } from "./broken-form";
import type { CardHolder, MethodFormProps } from "./method-form";
import { saveMethod } from "./save-method";

/** The page gives name and e-mail itself, so that a card saved here is filled in at every checkout. */
function paymentOptions({ country, postalCode }: CardHolder): StripePaymentElementOptions {
  return {
    layout: { type: "accordion" },
    fields: { billingDetails: { name: "never", email: "never" } },
    defaultValues: {
      billingDetails: { address: { country, ...(postalCode && { postal_code: postalCode }) } },
    },
  };
}

/** For merchants who want whole billing addresses: the Payment Element then asks for none of it. */
function addressOptions({ name, country, address }: CardHolder): StripeAddressElementOptions {
  return {
    mode: "billing",
    defaultValues: address ? contactOf(address) : { name, address: { country } },
  };
}

type Props = MethodFormProps & { onBroken: () => void };

export function MethodFields({ holder, asksAddress, texts, onDone, onCancel, onBroken }: Props) {
  const stripe = useStripe();
  const elements = useElements();
  const router = useRouter();
  const [options] = useState(() => paymentOptions(holder));
  const [address] = useState(() => addressOptions(holder));
  const [name, setName] = useState(holder.name);
  const [saving, setSaving] = useState(false);
  const [broken, setBroken] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [nameMissing, setNameMissing] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const unanswered = useRef<string | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!stripe || !elements || saving) return;
    const given = name.trim();
    // With a whole address its element asks for the name.
    const lacksName = given === "" && !asksAddress;
    setNameMissing(lacksName);
    if (lacksName) return nameInput.current?.focus();
    setSaving(true);
    setProblem(null);
    const outcome = await saveMethod({
      stripe,
      elements,
      holder: { name: given, email: holder.email },
      returnUrl: window.location.origin + window.location.pathname,
      unanswered: unanswered.current,
    }).catch(() => ({ kind: "problem", message: texts.problems.script }) as const);
    unanswered.current = outcome.kind === "network" ? outcome.tokenId : null;
    setSaving(false);
    switch (outcome.kind) {
      case "saved":
      case "processing":
        router.refresh();
        return onDone(outcome.kind);
      case "problem":
        return setProblem(outcome.message);
      case "network":
        return setProblem(texts.problems.network);
      case "incomplete":
        return;
    }
  }

  if (broken) return <BrokenForm texts={texts} onAgain={onBroken} />;
  const missing = nameMissing ? texts.holderMissing : undefined;
  return (
    <form onSubmit={save} noValidate className="grid gap-5">
      {asksAddress ? (
        <AddressElement
          options={address}
          onLoadError={() => setBroken(true)}
          onChange={({ value }) => {
            setName(value.name);
            unanswered.current = null;
          }}
          className="min-h-80"
        />
      ) : (
        <Labelled id="holder" label={texts.holder} problem={missing}>
          <Input
            id="holder"
            ref={nameInput}
            autoComplete="cc-name"
            value={name}
            maxLength={200}
            onChange={(event) => {
              setName(event.currentTarget.value);
              unanswered.current = null;
            }}
            {...problemProps("holder", missing)}
          />
        </Labelled>
      )}
      <MethodElement
        element={PaymentElement}
        options={options}
        onBroken={() => setBroken(true)}
        onChosen={() => {
          unanswered.current = null;
        }}
      />
      {problem && (
        <Notice tone="bad" role="alert">
          <FreshText>{problem}</FreshText>
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-disabled={saving || !stripe} aria-busy={saving}>
          <FreshText>{saving ? texts.saving : texts.save}</FreshText>
        </Button>
        <Button variant="secondary" onClick={onCancel} disabled={saving}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
