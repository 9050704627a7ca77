import { mixColours } from "@/lib/base/colour";
import { shop } from "@/lib/config/shop";

const { ground, sunken, raised, ink, quiet, line, action, "on-action": onAction } = shop().theme.light;

/** Mail programs know no custom properties, so these are the shop's light colours. A card stands out less there, so the ground is darker. */
export const COLORS = {
  ground: mixColours(ground, sunken, 0.45),
  raised,
  ink,
  quiet,
  line,
  action,
  onAction,
} as const;

export const FONT = "'Helvetica Neue', Helvetica, Arial, sans-serif";

/** A long name must not widen the e-mail; the older property is for older readers. */
export const BREAKS = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;
