import type { ProductRow } from "@/lib/catalog/product-facts";

/** Whether shoppers see a product: on sale, later, a draft, or off sale. */
export function saleState({ active, publishedAt }: Pick<ProductRow, "active" | "publishedAt">, now: Date) {
  if (!active) return "off";
  if (!publishedAt) return "draft";
  return publishedAt > now ? "at" : "on";
}
