import { CartButton } from "@/components/cart/cart-button";
import { countedText } from "@/i18n/counted-text";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { env } from "@/lib/config/env";
import { surfacePath } from "@/lib/model/surface";

/** The cart's contents come later, as the page is the same for everyone. */
export function CartSlot({ locale, label }: { locale: Locale; label: string }) {
  return (
    <CartButton
      locale={locale}
      label={label}
      badge={countedText(textsFor(locale, "cart").badge, locale)}
      checkoutPath={surfacePath(env().CHECKOUT_SURFACE)}
    />
  );
}
