"use client";
import { useEffect } from "react";
import { showSignedIn } from "@/components/cart/cart-store";
import type { Locale } from "@/i18n/routing";

/** Tells the header what this page was rendered for: it stays while pages change, also when a session has just ended. */
export function SignedInSync({ signedIn, locale }: { signedIn: boolean; locale: Locale }) {
  useEffect(() => showSignedIn(signedIn, locale), [signedIn, locale]);
  return null;
}
