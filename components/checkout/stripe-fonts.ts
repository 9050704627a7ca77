import type { CustomFontSource } from "@stripe/stripe-js";

export function stripeFonts(): CustomFontSource[] {
  const file = new URL("../layout/fonts/instrument-sans.woff2", import.meta.url);
  const { href } = new URL(file, window.location.href);
  return [{ family: "Instrument Sans", src: `url(${href})`, weight: "400 700", display: "swap" }];
}
