"use client";
import { useSyncExternalStore } from "react";
import type { Locale } from "@/i18n/routing";
import type { CartRefusal } from "@/lib/cart/quantity";
import type { CartView, OwnView } from "@/lib/cart/view";
import { tellOtherTabs } from "./other-tabs";

export type Refusal = { code: CartRefusal | "offline"; max: number };

/** What the browser knows of its shopper, shared by header, drawer and forms. The server's answer always wins. */
export type CartState = {
  /** Null until the first answer. */
  cart: CartView | null;
  /** Null until the first answer. */
  signedIn: boolean | null;
  open: boolean;
  /** Why the last change was refused, a key of `cart.refusals`. */
  refusal: Refusal | null;
};

const INITIAL: CartState = { cart: null, signedIn: null, open: false, refusal: null };

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

/** False for a guest, and until the first answer. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => state.signedIn === true,
    () => false,
  );
}

export const currentCart = (): CartView | null => state.cart;
export const showCart = (cart: CartView): void => change({ cart });
export const showRefusal = (refusal: Refusal | null): void => change({ refusal });
export const openDrawer = (): void => change({ open: true });
export const closeDrawer = (): void => change({ open: false, refusal: null });

/** A page that was rendered for this shopper knows it; when that is news, their cart is another one too. */
export function showSignedIn(signedIn: boolean, locale: Locale): void {
  const before = state.signedIn;
  change({ signedIn });
  tellOtherTabs(signedIn);
  if (before !== null && before !== signedIn) void refreshCart(locale);
}

/** Asks the server; keeps what is shown when it can't be reached. */
export async function refreshCart(locale: Locale): Promise<void> {
  try {
    const response = await fetch(`/api/cart?locale=${locale}`);
    if (!response.ok) return;
    const { signedIn, ...cart }: OwnView = await response.json();
    change({ cart, signedIn });
    tellOtherTabs(signedIn);
  } catch {
    // Offline: the next page asks again.
  }
}
