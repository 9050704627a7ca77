"use client";
import { lazy, type MouseEvent, Suspense, useEffect } from "react";
import { BagIcon } from "@/components/ui/icons";
import { isPlainClick } from "@/components/ui/plain-click";
import type { Locale } from "@/i18n/routing";
import { type CountedText, textForCount } from "@/i18n/text-for-count";
import { localPath } from "@/lib/base/i18n-path";
import { openDrawer, refreshCart, useCartState } from "./cart-store";
import { cartTexts } from "./cart-texts";
import { onShopperChange } from "./other-tabs";

/** `badge` is the label of a cart that has been counted. */
type Props = { locale: Locale; label: string; badge: CountedText; checkoutPath: string };

/** The drawer is loaded with the first press, as no page needs it to be shown. */
const CartDrawer = lazy(async () => ({ default: (await import("./cart-drawer")).CartDrawer }));

/** The cart in the header; without JavaScript it is a plain link. */
export function CartButton({ locale, label, badge, checkoutPath }: Props) {
  const { cart, open } = useCartState();
  useEffect(() => {
    void refreshCart(locale);
    return onShopperChange(() => void refreshCart(locale));
  }, [locale]);

  const openInstead = (event: MouseEvent) => {
    const onCartPage = window.location.pathname === localPath(locale, "/cart");
    if (!isPlainClick(event) || onCartPage || !cart) return;
    event.preventDefault();
    openDrawer();
  };

  return (
    <>
      <a
        href={localPath(locale, "/cart")}
        aria-label={cart ? textForCount(badge, cart.count) : label}
        onClick={openInstead}
        className="relative grid size-10 place-items-center md:size-11 rounded-full hover:bg-sunken"
      >
        <BagIcon className="size-6" />
        {cart !== null && cart.count > 0 && (
          <span
            aria-hidden="true"
            translate="no"
            className="figures absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full border border-transparent bg-action px-1 text-xs font-medium text-on-action"
          >
            {cart.count}
          </span>
        )}
      </a>
      {open && (
        <Suspense>
          <CartDrawer locale={locale} asked={cartTexts(locale)} checkoutPath={checkoutPath} />
        </Suspense>
      )}
    </>
  );
}
