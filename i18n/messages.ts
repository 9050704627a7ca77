import type { Locale } from "./routing";

/** One file an area: the file's name is the namespace of its keys. */
const AREAS = ["common", "catalog", "cart", "checkout", "orders", "account", "emails", "errors"] as const;

export async function loadMessages(locale: Locale) {
  const files = await Promise.all(
    AREAS.map(async (area) => [area, (await import(`../messages/${locale}/${area}.json`)).default] as const),
  );
  return Object.fromEntries(files);
}
