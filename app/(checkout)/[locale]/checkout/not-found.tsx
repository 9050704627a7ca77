import { hasLocale } from "next-intl";
import { getLocale } from "next-intl/server";
import { CheckoutMessage } from "@/components/checkout/checkout-message";
import { buttonClass } from "@/components/ui/button";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { checkoutTexts } from "@/lib/checkout/page/texts";

export default async function CheckoutNotFound() {
  const requested = await getLocale();
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  const texts = checkoutTexts(locale);
  return (
    <CheckoutMessage title={texts.notFoundTitle} text={texts.notFoundText}>
      <a href={localPath(locale, "/cart")} className={buttonClass()}>
        {texts.yourCart}
      </a>
    </CheckoutMessage>
  );
}
