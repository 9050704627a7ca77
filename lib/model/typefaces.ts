/** `next.config.ts` and the browser use this too, so it has no paths with @ and no schema. */
export const TYPEFACES = ["ysabeau", "instrument-sans", "serif", "sans"] as const;

export type Typeface = (typeof TYPEFACES)[number];
