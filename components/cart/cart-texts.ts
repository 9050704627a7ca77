"use client";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { BUILD } from "@/lib/base/build";
import { localPath } from "@/lib/base/i18n-path";
import { changesAnswered } from "./cart-store";

const asked = new Map<Locale, Promise<Texts<"cart">>>();

/** The drawer's texts, asked for once. Where they don't come the browser goes to the cart's page, which shows the same. */
export function cartTexts(locale: Locale): Promise<Texts<"cart">> {
  const texts = asked.get(locale) ?? load(locale);
  asked.set(locale, texts);
  return texts;
}

async function load(locale: Locale): Promise<Texts<"cart">> {
  try {
    const response = await fetch(`/api/cart/texts?${new URLSearchParams({ locale, build: BUILD })}`);
    if (response.ok) return await response.json();
  } catch {
    // As if the store had refused.
  }
  await changesAnswered();
  window.location.assign(localPath(locale, "/cart"));
  return new Promise(() => {});
}
