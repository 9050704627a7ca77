/** Mail programs know no custom properties, so these are the store's light colours. */
export const COLORS = {
  ground: "#f0f2ed",
  raised: "#ffffff",
  ink: "#1c2420",
  quiet: "#566059",
  line: "#d9ddd5",
  action: "#1f2e27",
  onAction: "#f6f7f4",
} as const;

export const FONT = "'Helvetica Neue', Helvetica, Arial, sans-serif";

/** A long name must not widen the e-mail; the older property is for older readers. */
export const BREAKS = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;
