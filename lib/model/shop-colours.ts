import { z } from "zod";
import { contrast } from "../base/colour";

const colour = z.string().regex(/^#[0-9a-f]{6}$/, "must be a colour in six small digits, as #1f2e27");

/** Colours by their work. `next.config.ts` makes custom properties of them, so this file has no paths with @. */
export const coloursSchema = z
  .strictObject({
    /** Behind everything; of cards and fields; of areas that step back. */
    ground: colour,
    raised: colour,
    sunken: colour,
    /** Text, and text that matters less. */
    ink: colour,
    quiet: colour,
    /** Lines between things; edges of what can be used. */
    line: colour,
    edge: colour,
    /** The main button, under the pointer, and its text. */
    action: colour,
    "action-hover": colour,
    "on-action": colour,
    accent: colour,
    /** What went well, what to look at, what went wrong. */
    good: colour,
    warn: colour,
    bad: colour,
    /** Around what the keyboard is at. */
    focus: colour,
  })
  .superRefine((colours, context) => {
    for (const { text, ground, least } of PAIRS) {
      const ratio = contrast(colours[text], colours[ground]);
      if (ratio >= least) continue;
      // Not rounded up, so that no message says 4.5 of what is less.
      const found = Math.floor(ratio * 100) / 100;
      context.addIssue({
        code: "custom",
        path: [text],
        message: `has a contrast of ${found}:1 on ${ground} (${colours[text]} on ${colours[ground]}), and WCAG AA wants ${least}:1`,
      });
    }
  });

export type Colours = z.output<typeof coloursSchema>;
type Name = keyof Colours;
type Pair = { text: Name; ground: Name; least: number };

const on = (text: Name, grounds: readonly Name[], least: number): Pair[] =>
  grounds.map((ground) => ({ text, ground, least }));

const TEXTS = ["ink", "quiet", "accent", "good", "warn", "bad"] as const;

/** Which colours meet, and the least contrast. Source: www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast. */
const PAIRS: readonly Pair[] = [
  ...TEXTS.flatMap((text) => on(text, ["ground", "raised", "sunken"], 4.5)),
  ...on("on-action", ["action", "action-hover"], 4.5),
  ...on("edge", ["ground", "raised"], 3),
  ...on("focus", ["ground", "raised", "sunken"], 3),
];
