import type { Appearance } from "@stripe/stripe-js";
import { luminance } from "../forms/look";
import { appearanceSheet, appearanceVariables } from "./appearance";

const sheet = new CSSStyleSheet();

/** The frame's policy forbids inline styles, but not sheets of its script. */
export function applyAppearance(appearance: Appearance): void {
  const { style } = document.documentElement;
  const variables = appearanceVariables(appearance);
  for (const name of [...style]) if (!(name.replace(/^--/, "") in variables)) style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) style.setProperty(`--${name}`, value);
  const { colorBackground = "" } = variables;
  const dark = /^#[0-9a-f]{6}$/i.test(colorBackground)
    ? luminance(colorBackground) < 0.179
    : appearance.theme === "night";
  document.body.classList.toggle("is-dark", dark);
  document.body.classList.toggle("is-calm", appearance.disableAnimations === true);
  sheet.replaceSync(appearanceSheet(appearance));
  document.adoptedStyleSheets = [sheet];
}
