"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { CartView } from "@/lib/cart/view";
import { currentCart, recordLostCart, showCart, useCartState } from "./cart-store";

/**
 * Tells the header what the cart page was rendered with. When the header hears of another cart, from the server and later,
 * the page is old: kept by the browser as it was, or rendered while a change was on its way.
 */
export function CartSync({ cart, hasCart }: { cart: CartView; hasCart: boolean }) {
  const router = useRouter();
  const { cart: known } = useCartState();
  useEffect(() => {
    if (!hasCart) recordLostCart(currentCart());
    showCart(cart);
  }, [cart, hasCart]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` says when to look; what is known by then may be newer.
  useEffect(() => {
    const now = currentCart();
    if (now && JSON.stringify(now) !== JSON.stringify(cart)) router.refresh();
  }, [known, cart, router]);
  return null;
}
