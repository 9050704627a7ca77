import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorPageTexts } from "./error-page-texts";
import { otherLocales, routing } from "./routing";

/** Reads the texts for the build. `root` is the project's folder. */
export function readErrorPageTexts(root: string): ErrorPageTexts[] {
  return [routing.defaultLocale, ...otherLocales].map((locale) => {
    const common: Record<string, string> = JSON.parse(
      readFileSync(join(root, "messages", locale, "common.json"), "utf8"),
    );
    const { errorTitle: title = "", errorText: text = "", tryAgain: again = "" } = common;
    return { locale, title, text, again };
  });
}
