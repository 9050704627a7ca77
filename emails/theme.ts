/** Mail programs know neither custom properties nor dark tokens: the store's light colours, spelled out. */
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

/** A name without a space widens no e-mail; the older property is for readers that know no other. */
export const BREAKS = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;
