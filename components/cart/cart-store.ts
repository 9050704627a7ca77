"use client";
import { useSyncExternalStore } from "react";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { CartRefusal } from "@/lib/cart/quantity";
import type { CartLineView, CartView, OwnView } from "@/lib/cart/view";
import { notifyOtherTabs } from "./other-tabs";

type CartStoreRefusal = { code: CartRefusal | "offline"; max: number };

/** Shared by header, drawer and forms. The server's answer wins, to the newest change if there are several. */
type CartState = {
  /** Null until the first answer. With changes underway, as they should leave it. */
  cart: CartView | null;
  /** Null until the first answer. */
  signedIn: boolean | null;
  open: boolean;
  /** Number of changes without an answer yet. */
  changing: number;
  /** A key of `cart.refusals`. */
  refusal: CartStoreRefusal | null;
  /** The cart's contents when the browser's cookies were lost. */
  lost: LostCartContents | null;
};

type LostCartContents = {
  lines: readonly CartLineView[];
  currency: Currency;
  /** Whether somebody was signed in, so that the account may still have the cart. */
  wasSignedIn: boolean;
};

const INITIAL: CartState = {
  cart: null,
  signedIn: null,
  open: false,
  changing: 0,
  refusal: null,
  lost: null,
};

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

/** Whether somebody is signed in; false until the first answer. */
export function useSignedIn(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => state.signedIn === true,
    () => false,
  );
}

export const currentCart = (): CartView | null => state.cart;
export const currentRefusal = (): CartStoreRefusal | null => state.refusal;
export const showRefusal = (refusal: CartStoreRefusal | null): void => change({ refusal });
export const openDrawer = (): void => change({ open: true });
export const currentLoss = (): LostCartContents | null => state.lost;
export const clearLostCart = (): void => change({ lost: null });

/** Records that the browser's cart is gone although this page still shows it. */
export function recordLostCart(before: CartView | null): void {
  if (!before || before.lines.length === 0) return;
  change({ lost: { lines: before.lines, currency: before.currency, wasSignedIn: state.signedIn === true } });
}

export const closeDrawer = (): void => change({ open: false, refusal: null });

let begun = 0;
let running = Promise.resolve();
let lastAnswer: CartView | null = null;

/** Shows what the shopper's change should make of the cart. */
export const showExpected = (cart: CartView): void => change({ cart });

/** Shows the server's cart, unless a change is underway that it can't contain yet. */
export function showAnswer(cart: CartView): void {
  lastAnswer = cart;
  if (state.changing === 0) change({ cart });
}

/** Runs a change; the last one to end shows what the server said last. `work` doesn't throw. */
export async function whileChanging(work: () => Promise<void>): Promise<void> {
  begun += 1;
  change({ changing: state.changing + 1 });
  const done = work().finally(() => {
    change({ changing: state.changing - 1 });
    if (state.changing === 0 && lastAnswer) change({ cart: lastAnswer });
  });
  running = Promise.all([running, done]).then(() => {});
  await done;
}

export const changesAnswered = (): Promise<void> => running;

/** Shows who is signed in. When the shopper has changed, so has their cart. */
export function showSignedIn(signedIn: boolean, locale: Locale): void {
  const before = state.signedIn;
  change({ signedIn });
  notifyOtherTabs(signedIn);
  if (before !== null && before !== signedIn) void refreshCart(locale);
}

let refreshes = 0;

/** Asks the server for the cart, and keeps what is shown when it can't be reached. */
export async function refreshCart(locale: Locale, signal?: AbortSignal): Promise<void> {
  const asked = begun;
  const changing = state.changing > 0;
  refreshes += 1;
  const refresh = refreshes;
  try {
    const response = await fetch(`/api/cart?locale=${locale}`, { signal });
    if (!response.ok) return;
    const { signedIn, hasCart, ...cart }: OwnView = await response.json();
    // An older server does not say whether there is a cart.
    if (asked === begun && !changing && refresh === refreshes) {
      if (hasCart === false) recordLostCart(state.cart);
      showAnswer(cart);
    }
    change({ signedIn });
    notifyOtherTabs(signedIn);
  } catch {
    // The browser is offline: the next page asks again.
  }
}
