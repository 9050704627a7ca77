"use client";
import { CheckoutMessage } from "@/components/checkout/checkout-message";
import { useErrorTexts } from "@/components/layout/error-texts";
import { useRenewal } from "@/components/renewal/use-renewal";
import { Button } from "@/components/ui/button";

export default function CheckoutError() {
  const texts = useErrorTexts();
  useRenewal();
  return (
    <CheckoutMessage title={texts.title} text={texts.text}>
      <Button onClick={() => window.location.reload()}>{texts.again}</Button>
    </CheckoutMessage>
  );
}
