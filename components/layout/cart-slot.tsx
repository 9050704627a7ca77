import { CartButton } from "@/components/cart/cart-button";
import type { Locale } from "@/i18n/routing";
import { cartTexts } from "@/lib/cart/texts";
import { env } from "@/lib/config/env";
import { surfacePath } from "@/lib/model/surface";

/** The way to the cart in the header. What is in it comes later: the page around it is the same for everyone. */
export function CartSlot({ locale, label }: { locale: Locale; label: string }) {
  return (
    <CartButton
      locale={locale}
      label={label}
      texts={cartTexts(locale)}
      checkoutPath={surfacePath(env().CHECKOUT_SURFACE)}
    />
  );
}
