import { contrast } from "../base/colour";

/** Colours by their work. `next.config.ts` and the browser use this too, so it has no paths with @ and no schema. */
export const COLOUR_NAMES = [
  "ground",
  "raised",
  "sunken",
  "ink",
  "quiet",
  "line",
  "edge",
  "action",
  "action-hover",
  "on-action",
  "accent",
  "good",
  "warn",
  "bad",
  "focus",
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];
type Pair = { text: ColourName; ground: ColourName; least: number };

export const COLOUR = /^#[0-9a-f]{6}$/;

const on = (text: ColourName, grounds: readonly ColourName[], least: number): Pair[] =>
  grounds.map((ground) => ({ text, ground, least }));

const TEXTS = ["ink", "quiet", "accent", "good", "warn", "bad"] as const;

/** Which colours meet, and the least contrast. Source: www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast. */
const PAIRS: readonly Pair[] = [
  ...TEXTS.flatMap((text) => on(text, ["ground", "raised", "sunken"], 4.5)),
  ...on("on-action", ["action", "action-hover"], 4.5),
  ...on("edge", ["ground", "raised"], 3),
  ...on("focus", ["ground", "raised", "sunken"], 3),
];

/** `found` is not rounded up, so that nobody reads 4.5 of what is less. */
export type FoundPair = Pair & { found: number; isEnough: boolean };

/** Each two colours that meet, with their contrast. A colour that is none yet, as while it is typed, meets nothing. Pure. */
export function foundPairs(colours: Readonly<Record<ColourName, string>>): FoundPair[] {
  return PAIRS.filter(({ text, ground }) => COLOUR.test(colours[text]) && COLOUR.test(colours[ground])).map(
    (pair) => {
      const ratio = contrast(colours[pair.text], colours[pair.ground]);
      return { ...pair, found: Math.floor(ratio * 100) / 100, isEnough: ratio >= pair.least };
    },
  );
}
