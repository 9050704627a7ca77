import { z } from "zod";
import { COLOUR, foundPairs } from "./colour-pairs";

const colour = z.string().regex(COLOUR, "must be a colour in six small digits, as #1f2e27");

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
    for (const { text, ground, least, found, isEnough } of foundPairs(colours)) {
      if (isEnough) continue;
      context.addIssue({
        code: "custom",
        path: [text],
        message: `has a contrast of ${found}:1 on ${ground} (${colours[text]} on ${colours[ground]}), and WCAG AA wants ${least}:1`,
      });
    }
  });

export type Colours = z.output<typeof coloursSchema>;
