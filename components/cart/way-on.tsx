"use client";
import type { MouseEvent, ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { changesAnswered, currentRefusal, useCartState } from "./cart-store";
import { isPlainClick } from "./plain-click";

type Props = { href: string; variant: "primary" | "secondary"; children: ReactNode };

/**
 * From the drawer to a page that reads the cart. What the shopper has just changed reaches the server first, and when it
 * is refused they stay and are told.
 */
export function WayOn({ href, variant, children }: Props) {
  const { changing } = useCartState();
  const follow = async (event: MouseEvent) => {
    if (changing === 0 || !isPlainClick(event)) return;
    event.preventDefault();
    await changesAnswered();
    if (!currentRefusal()) window.location.assign(href);
  };
  return (
    <a href={href} onClick={follow} aria-busy={changing > 0} className={buttonClass(variant, "w-full")}>
      {children}
    </a>
  );
}
