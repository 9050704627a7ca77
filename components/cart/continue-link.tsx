"use client";
import { type MouseEvent, type ReactNode, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { isPlainClick } from "@/components/ui/plain-click";
import type { Locale } from "@/i18n/routing";
import { changesAnswered, currentLoss, currentRefusal, refreshCart, useCartState } from "./cart-store";

type Props = { href: string; variant: "primary" | "secondary"; locale: Locale; children: ReactNode };

/** Milliseconds that a link waits for the last changes. */
const PATIENCE = 2_000;

/** A link from the drawer to a page that reads the cart. It waits for the last changes; if one is refused or the cart is lost, the shopper stays. */
export function ContinueLink({ href, variant, locale, children }: Props) {
  const { changing } = useCartState();
  const [asking, setAsking] = useState(false);
  const follow = async (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    setAsking(true);
    await changesAnswered();
    if (!currentRefusal()) await refreshCart(locale, AbortSignal.timeout(PATIENCE));
    setAsking(false);
    if (!currentRefusal() && !currentLoss()) window.location.assign(href);
  };
  return (
    <a
      href={href}
      onClick={follow}
      aria-busy={asking || changing > 0}
      className={buttonClass(variant, "w-full")}
    >
      {children}
    </a>
  );
}
