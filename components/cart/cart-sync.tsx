"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { CartView } from "@/lib/cart/view";
import { currentCart, recordLostCart, showAnswer, useCartState } from "./cart-store";

/** Tells the header the page's cart. If the header gets a newer one from the server, the page is old and is rendered again. */
export function CartSync({ cart, hasCart }: { cart: CartView; hasCart: boolean }) {
  const router = useRouter();
  const { cart: known, changing } = useCartState();
  useEffect(() => {
    if (!hasCart) recordLostCart(currentCart());
    showAnswer(cart);
  }, [cart, hasCart]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` says when to look; what is known by then may be newer.
  useEffect(() => {
    const now = currentCart();
    if (changing === 0 && now && JSON.stringify(now) !== JSON.stringify(cart)) router.refresh();
  }, [known, changing, cart, router]);
  return null;
}
