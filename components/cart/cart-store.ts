"use client";
import { useSyncExternalStore } from "react";
import type { Locale } from "@/i18n/routing";
import type { CartRefusal } from "@/lib/cart/quantity";
import type { CartView } from "@/lib/cart/view";

export type Refusal = { code: CartRefusal | "offline"; max: number };

/** What the browser knows of the cart, shared by header, drawer and forms. The server's answer always wins. */
export type CartState = {
  /** Null until the first answer. */
  cart: CartView | null;
  open: boolean;
  /** Why the last change was refused, a key of `cart.refusals`. */
  refusal: Refusal | null;
};

const INITIAL: CartState = { cart: null, open: false, refusal: null };

let state = INITIAL;
const listeners = new Set<() => void>();

function change(next: Partial<CartState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCartState(): CartState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => INITIAL,
  );
}

export const currentCart = (): CartView | null => state.cart;
export const showCart = (cart: CartView): void => change({ cart });
export const showRefusal = (refusal: Refusal | null): void => change({ refusal });
export const openDrawer = (): void => change({ open: true });
export const closeDrawer = (): void => change({ open: false, refusal: null });

/** Asks the server; keeps what is shown when it can't be reached. */
export async function refreshCart(locale: Locale): Promise<void> {
  try {
    const response = await fetch(`/api/cart?locale=${locale}`);
    if (!response.ok) return;
    const cart: CartView = await response.json();
    showCart(cart);
  } catch {
    // Offline: the next page asks again.
  }
}
