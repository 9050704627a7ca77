import { isDeepStrictEqual } from "node:util";
import { keptUntilChanged } from "./laid-over";
import { shop, shopOfFile } from "./shop";
import { themeCss } from "./theme-css";

/** The colours that staff have set, as the text of a style sheet that goes before the built one; null while they are those of `store.config.ts`, which the built one has. */
export const ownThemeCss: () => string | null = keptUntilChanged(() => {
  const { theme } = shop();
  if (isDeepStrictEqual(theme, shopOfFile().theme)) return null;
  // A page has it with each visit.
  return themeCss(theme)
    .replace(/^\/\*.*\*\/$/m, "")
    .replace(/\s*([{};:,])\s*/g, "$1")
    .trim();
});
