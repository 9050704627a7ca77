import { expect, it } from "vitest";
import { relatedTo } from "@/lib/catalog/related";

const shelf = (categorySlug: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ slug: `${categorySlug}-${index}`, categorySlug }));

const ALL = [...shelf("a", 3), ...shelf("b", 3), ...shelf("c", 2)];

it("shows neighbours and something of the other shelves, never the product itself", () => {
  for (const product of ALL) {
    const related = relatedTo(product, ALL);
    expect(related).toHaveLength(product.categorySlug === "c" ? 3 : 4);
    expect(related).not.toContainEqual(product);
    expect(new Set(related.map((other) => other.categorySlug)).size).toBe(3);
  }
});
