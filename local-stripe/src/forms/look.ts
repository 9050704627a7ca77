import type Stripe from "stripe";

/** How light a colour is to the eye, 0 (black) to 1 (white); WCAG's relative luminance. */
export function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = (hex.replace("#", "").match(/../g) ?? []).map((pair) => {
    const value = Number.parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever reads better on the colour. */
export function inkOn(hex: string): "#ffffff" | "#0b0d12" {
  return luminance(hex) > 0.179 ? "#0b0d12" : "#ffffff";
}

const HEX = /^#[0-9a-f]{6}$/i;
const SERIF = /serif|lora|slab|pt_serif|source_serif/i;
const RADIUS: Record<string, string> = { rectangular: "0px", rounded: "8px", pill: "20px" };

/** Puts the merchant's branding into the page's custom properties. */
export function applyBranding(
  root: HTMLElement,
  branding: Stripe.Checkout.Session.BrandingSettings | null | undefined,
): void {
  if (!branding) return;
  if (HEX.test(branding.button_color)) {
    root.style.setProperty("--button", branding.button_color);
    root.style.setProperty("--button-ink", inkOn(branding.button_color));
  }
  if (HEX.test(branding.background_color)) {
    root.style.setProperty("--paper", branding.background_color);
    root.classList.toggle("is-dark", luminance(branding.background_color) < 0.179);
  }
  const radius = RADIUS[branding.border_style];
  if (radius) {
    root.style.setProperty("--radius", radius);
    root.style.setProperty("--button-radius", branding.border_style === "pill" ? "999px" : radius);
  }
  if (SERIF.test(branding.font_family ?? "") && !/sans/i.test(branding.font_family)) {
    root.style.setProperty("--font", 'Georgia, "Times New Roman", serif');
  }
}
