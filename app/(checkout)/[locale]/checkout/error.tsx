"use client";
import { usePathname } from "next/navigation";
import { CheckoutMessage } from "@/components/checkout/checkout-message";
import { useRenewal } from "@/components/renewal/use-renewal";
import { Button } from "@/components/ui/button";
import { splitPath } from "@/lib/base/i18n-path";
import { checkoutTexts } from "@/lib/checkout/page/texts";

export default function CheckoutError() {
  const texts = checkoutTexts(splitPath(usePathname()).locale);
  useRenewal();
  return (
    <CheckoutMessage title={texts.errorTitle} text={texts.errorText}>
      <Button onClick={() => window.location.reload()}>{texts.lookAgain}</Button>
    </CheckoutMessage>
  );
}
