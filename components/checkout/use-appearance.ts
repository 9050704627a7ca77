"use client";
import type { Appearance } from "@stripe/stripe-js";
import { useMemo, useSyncExternalStore } from "react";
import { checkoutAppearance, THEME_TOKENS, type ThemeTokens } from "@/lib/checkout/page/appearance";

const DARK = "(prefers-color-scheme: dark)";

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** The look of Stripe's fields follows the device's light or dark mode. Browser only. */
export function useAppearance(): Appearance {
  const dark = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(DARK).matches,
    () => false,
  );
  return useMemo(() => checkoutAppearance(readTokens(), dark ? "dark" : "light"), [dark]);
}

function readTokens(): ThemeTokens {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries(THEME_TOKENS.map((name) => [name, read(name)])) as ThemeTokens;
}
