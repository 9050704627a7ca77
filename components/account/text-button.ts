/** A text button that is large enough for a finger. It stands in a row moved left by `-ml-3`. */
export const TEXT_BUTTON =
  "inline-flex min-h-10 items-center rounded-full px-3 text-[0.9375rem] text-quiet underline-offset-4 hover:text-ink hover:underline";
