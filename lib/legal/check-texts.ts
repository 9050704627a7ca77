import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { routing } from "../../i18n/routing";
import { parseShop } from "../model/shop";
import { legalValues, readLegalText } from "./legal-text";
import { LEGAL_PAGES } from "./pages";

/**
 * Before the shop is built or started: reads every text under `content/legal/`. `root` is the project's folder.
 * @throws Error which names the file: it is missing in the default language, or has a placeholder that nobody knows
 */
export function checkLegalTexts(input: unknown, root: string): void {
  const shop = parseShop(input);
  for (const locale of routing.locales) {
    for (const page of LEGAL_PAGES) {
      const file = `content/legal/${locale}/${page}.md`;
      if (existsSync(join(root, file))) {
        readLegalText(readFileSync(join(root, file), "utf8"), legalValues(shop, locale), file);
      } else if (locale === routing.defaultLocale) {
        throw new Error(`${file} is missing: a shop needs it by law`);
      }
    }
  }
}
