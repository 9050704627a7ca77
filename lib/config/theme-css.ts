import type { Shop } from "../model/shop";
import type { Colours } from "../model/shop-colours";
import type { Typeface } from "../model/typefaces";

type Faces = { page: string; stripe: string };

const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif';
const SANS = 'system-ui, "Helvetica Neue", Arial, sans-serif';

/** A typeface on the shop's pages, and in Stripe's fields, whose frames know only what the shop's fonts are called there. */
const FACES: Record<Typeface, Faces> = {
  ysabeau: { page: "var(--font-ysabeau)", stripe: SANS },
  "instrument-sans": {
    page: "var(--font-instrument-sans)",
    stripe: '"Instrument Sans", "Helvetica Neue", Arial, sans-serif',
  },
  serif: { page: SERIF, stripe: SERIF },
  sans: { page: SANS, stripe: SANS },
};

/** The custom properties of one scheme, by their names. Pure. */
export const themeProperties = (
  colours: Colours,
  type: Shop["theme"]["type"],
): Record<`--${string}`, string> => ({
  ...colourProperties(colours),
  "--type-display": FACES[type.display].page,
  "--type-text": FACES[type.text].page,
  "--type-stripe": FACES[type.text].stripe,
});

const colourProperties = (colours: Colours): Record<`--${string}`, string> =>
  Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--${name}`, value]));

/** The theme as custom properties. They become part of the shop's one style sheet, so they cost no page and no request. Pure. */
export function themeCss({ light, dark, type }: Shop["theme"]): string {
  return `/* Made from store.config.ts. */
:root {
${lines(themeProperties(light, type), "  ")}
}
@media (prefers-color-scheme: dark) {
  :root {
${lines(colourProperties(dark), "    ")}
  }
}
`;
}

const lines = (properties: Record<string, string>, indent: string) =>
  Object.entries(properties)
    .map(([name, value]) => `${indent}${name}: ${value};`)
    .join("\n");
