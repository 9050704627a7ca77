import "server-only";
import { inArray } from "drizzle-orm";
import { defaultText } from "@/lib/base/i18n-text";
import type { CustomerId, ProductId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import {
  categories,
  customerSegments,
  customers,
  type DemonstrationKind,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import {
  type Contents,
  categoryContents,
  productContents,
  programContents,
  ruleContents,
  segmentContents,
} from "./contents";
import { PROGRAM_ID } from "./items";

export type Current = {
  name: string;
  contents: Contents;
  isOffered: boolean;
};

export async function readCurrent(
  q: Queryable,
  kind: DemonstrationKind,
  ids: readonly string[],
): Promise<Map<string, Current>> {
  if (ids.length === 0) return new Map();
  switch (kind) {
    case "category": {
      const rows = await q
        .select()
        .from(categories)
        .where(inArray(categories.slug, [...ids]));
      return new Map(
        rows.map(
          (row) => [row.slug, currentItem(defaultText(row.name), categoryContents(row), true)] as const,
        ),
      );
    }
    case "product":
      return readGoods(q, ids);
    case "discount_rule": {
      const rows = await q
        .select()
        .from(discountRules)
        .where(inArray(discountRules.id, [...ids]));
      return new Map(
        rows.map((row) => {
          const isOver = row.endsAt !== null && row.endsAt <= new Date();
          return [
            row.id,
            currentItem(row.code ?? defaultText(row.name), ruleContents(row), row.active && !isOver),
          ] as const;
        }),
      );
    }
    case "segment": {
      const rows = await q
        .select()
        .from(customerSegments)
        .where(inArray(customerSegments.id, [...ids]));
      return new Map(
        rows.map((row) => [row.id, currentItem(row.id, segmentContents(row), row.active)] as const),
      );
    }
    case "loyalty_program": {
      const rows = await q.select().from(loyaltyProgram);
      return new Map(
        rows.map(
          (row) => [PROGRAM_ID, currentItem("the loyalty program", programContents(row), true)] as const,
        ),
      );
    }
    case "shopper": {
      const rows = await q
        .select({ id: customers.id })
        .from(customers)
        .where(inArray(customers.id, ids as CustomerId[]));
      return new Map(rows.map(({ id }) => [id, currentItem(id, {}, true)] as const));
    }
  }
}

const currentItem = (name: string, contents: Contents, isOffered: boolean): Current => ({
  name,
  contents,
  isOffered,
});

async function readGoods(q: Queryable, ids: readonly string[]): Promise<Map<string, Current>> {
  const productIds = ids as ProductId[];
  const rows = await q.select().from(products).where(inArray(products.id, productIds));
  const own = await q.select().from(variants).where(inArray(variants.productId, productIds));
  return new Map(
    rows.map((row) => {
      const sold = own.filter(({ productId }) => productId === row.id);
      return [row.id, currentItem(defaultText(row.name), productContents(row, sold), row.active)] as const;
    }),
  );
}
