import type { Appearance } from "@stripe/stripe-js";

/** Custom properties of the theme that are passed to Stripe's fields. */
export const THEME_TOKENS = [
  "ground",
  "raised",
  "sunken",
  "ink",
  "quiet",
  "line",
  "edge",
  "action",
  "bad",
  "focus",
  "type-stripe",
] as const;

export type ThemeTokens = Record<(typeof THEME_TOKENS)[number], string>;

export function checkoutAppearance(tokens: ThemeTokens, scheme: "light" | "dark"): Appearance {
  return {
    theme: scheme === "dark" ? "night" : "stripe",
    labels: "above",
    variables: {
      fontFamily: tokens["type-stripe"],
      fontSizeBase: "16px",
      fontSizeSm: "15px",
      fontLineHeight: "1.5",
      spacingUnit: "4px",
      gridRowSpacing: "16px",
      gridColumnSpacing: "16px",
      borderRadius: "12px",
      colorPrimary: tokens.action,
      colorBackground: tokens.raised,
      colorText: tokens.ink,
      colorTextSecondary: tokens.quiet,
      colorTextPlaceholder: tokens.quiet,
      colorDanger: tokens.bad,
    },
    rules: {
      ".Label": { color: tokens.quiet, fontSize: "15px", marginBottom: "6px" },
      ".Input": { border: `1px solid ${tokens.edge}`, boxShadow: "none", padding: "11px 16px" },
      ".Input:focus": {
        border: `1px solid ${tokens.focus}`,
        boxShadow: "none",
        // An outline is visible even with forced colours, unlike a shadow.
        outline: `1px solid ${tokens.focus}`,
      },
      ".Input--invalid": { border: `1px solid ${tokens.bad}`, boxShadow: "none", color: tokens.ink },
      ".Tab": { border: `1px solid ${tokens.edge}`, boxShadow: "none" },
      ".Tab--selected": { border: `1px solid ${tokens.action}`, color: tokens.ink },
      ".AccordionItem": { border: `1px solid ${tokens.line}`, boxShadow: "none" },
      ".Error": { fontSize: "15px" },
    },
  };
}
