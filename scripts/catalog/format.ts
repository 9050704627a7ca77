type GoodsFormat = "shopify" | "json";

/** @throws for a format that there is not */
export function chosenFormat(text: string | undefined): GoodsFormat | undefined {
  if (text === undefined || text === "shopify" || text === "json") return text;
  throw new Error(`--format must be shopify or json, not "${text}"`);
}

export function formatOf(path: string): GoodsFormat | null {
  if (/\.(csv|tsv|txt)$/i.test(path)) return "shopify";
  return /\.(jsonl|ndjson|json)$/i.test(path) ? "json" : null;
}
