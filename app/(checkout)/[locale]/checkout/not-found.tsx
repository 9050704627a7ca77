import { hasLocale } from "next-intl";
import { getLocale } from "next-intl/server";
import { CheckoutMessage } from "@/components/checkout/checkout-message";
import { buttonClass } from "@/components/ui/button";
import { routing } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";

export default async function CheckoutNotFound() {
  const requested = await getLocale();
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  const texts = textsFor(locale, "checkout");
  return (
    <CheckoutMessage title={texts.notFoundTitle} text={texts.notFoundText}>
      <a href={localPath(locale, "/cart")} className={buttonClass()}>
        {texts.yourCart}
      </a>
    </CheckoutMessage>
  );
}
