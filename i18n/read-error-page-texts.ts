import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorPageTexts } from "./error-page-texts";
import { otherLocales, routing } from "./routing";

/** `root`: the project's folder. For the build. */
export function readErrorPageTexts(root: string): ErrorPageTexts[] {
  return [routing.defaultLocale, ...otherLocales].map((locale) => {
    const common: Record<string, string> = JSON.parse(
      readFileSync(join(root, "messages", locale, "common.json"), "utf8"),
    );
    const { errorTitle: title = "", errorText: text = "", tryAgain: again = "" } = common;
    return { locale, title, text, again };
  });
}
