"use client";
import { useEffect } from "react";
import type { CartView } from "@/lib/cart/view";
import { showCart } from "./cart-store";

/** Tells the header what the cart page was rendered with. */
export function CartSync({ cart }: { cart: CartView }) {
  useEffect(() => showCart(cart), [cart]);
  return null;
}
