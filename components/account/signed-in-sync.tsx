"use client";
import { useEffect } from "react";
import { showSignedIn } from "@/components/cart/cart-store";
import type { Locale } from "@/i18n/routing";

/** Tells the header who is signed in, as it stays while pages change, also when a sign-in has just ended. */
export function SignedInSync({ signedIn, locale }: { signedIn: boolean; locale: Locale }) {
  useEffect(() => showSignedIn(signedIn, locale), [signedIn, locale]);
  return null;
}
