import { mixColours } from "@/lib/base/colour";
import { shop } from "@/lib/config/shop";

const light = () => shop().theme.light;

/** Mail programs know no custom properties, so these are the shop's light colours. A card stands out less there, so the ground is darker. */
export const COLORS = {
  get ground() {
    return mixColours(light().ground, light().sunken, 0.45);
  },
  get raised() {
    return light().raised;
  },
  get ink() {
    return light().ink;
  },
  get quiet() {
    return light().quiet;
  },
  get line() {
    return light().line;
  },
  get action() {
    return light().action;
  },
  get onAction() {
    return light()["on-action"];
  },
};

export const FONT = "'Helvetica Neue', Helvetica, Arial, sans-serif";

/** A long name must not widen the e-mail; the older property is for older readers. */
export const BREAKS = { overflowWrap: "anywhere", wordBreak: "break-word" } as const;
