import "server-only";
import { max } from "drizzle-orm";
import { z } from "zod";
import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { newProductId, type ProductId } from "@/lib/base/ids";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { readJsonLine } from "@/lib/catalog/goods/json-goods.server";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import { writeProducts } from "@/lib/catalog/import/write-products.server";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { products } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { sayStockCause } from "@/lib/inventory/on-hand.server";
import type { RefusedField } from "./refused-fields";
import { planGoods } from "./save-goods.server";

export const newGoodsBody = z.strictObject({
  name: z.string().trim().min(1).max(500),
  category: z.string().min(1).max(200),
  sku: z.string().trim().min(1).max(200),
  price: z.string().max(30),
});

type Added = { ok: true; productId: ProductId } | { ok: false; issues: RefusedField[] };

/** Makes a product with one variant, as a draft that nobody sees, by the rules of the import. Its page has the rest. */
export async function addGoods(
  { name, category, sku, price }: z.output<typeof newGoodsBody>,
  who: string,
): Promise<Added> {
  const id = newProductId();
  const record = {
    ...{
      type: "product",
      id,
      slug: toSlug(name),
      category,
      publishedAt: null,
      name: inDefaultLanguage(name),
    },
    variants: [{ sku, options: {}, price: price.trim().replace(",", "."), onHand: 0 }],
  };
  const { record: goods, issues } = readJsonLine(JSON.stringify(record), 1, ownCurrency());
  if (issues.length > 0 || goods?.kind !== "product") return refused(issues);
  return inTransaction(db(), async (tx): Promise<Added> => {
    await sayStockCause(tx, { reason: "opening", who });
    const [last] = await tx.select({ position: max(products.position) }).from(products);
    const planned = await planGoods(tx, goods.product, (last?.position ?? 0) + 1);
    if ("issues" in planned) return refused(planned.issues);
    // A product that has the address is another one, and is not changed.
    if (planned.plan.kind !== "added") return refused([taken(goods.product.slug)]);
    await writeProducts(tx, [planned.plan]);
    return { ok: true, productId: id };
  });
}

/** The address is made of the name. */
const fieldOfColumn = (column: string) => {
  const last = column.split(".").at(-1) ?? "";
  return last === "slug" ? "name" : last in newGoodsBody.shape ? last : null;
};

const refused = (issues: readonly ImportIssue[]): Added => ({
  ok: false,
  issues: issues.map((issue) => ({ ...issue, field: fieldOfColumn(issue.column) })),
});

const taken = (slug: string): ImportIssue => ({
  ...{ line: 1, column: "slug", code: "handle_repeated" },
  message: `another product has the address ${slug}`,
  about: slug,
});
