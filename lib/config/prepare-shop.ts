import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseShop, type Shop, ShopError } from "../model/shop";
import { themeCss } from "./theme-css";

/**
 * Before the shop is built or started: checks what `store.config.ts` says and makes the colours' style sheet. `root` is the project's folder.
 * @throws ShopError which names what is wrong
 */
export function prepareShop(input: unknown, root: string): void {
  const shop = parseShop(input);
  const missing = filesOf(shop).filter(([, path]) => !existsSync(join(root, "public", path)));
  if (missing.length > 0) {
    const lines = missing.map(([field, path]) => `  ${field} names ${path}, and there is no public${path}`);
    throw new ShopError(`store.config.ts is not right:\n${lines.join("\n")}`);
  }
  writeIfNew(join(root, "app", "theme.css"), themeCss(shop.theme));
}

const filesOf = ({ logo, card, icon, home }: Shop): [string, string][] => [
  ...(logo
    ? ([
        ["logo.light", logo.light],
        ["logo.dark", logo.dark],
      ] satisfies [string, string][])
    : []),
  ["card", card],
  ["icon", icon],
  ["home.image", home.image],
];

/** A server under `next dev` would build again whatever was written again. */
function writeIfNew(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}
