import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { GOODS_FIELDS, VARIANT_FIELDS } from "./goods-changes";
import { parsed } from "./goods-form";

/** With what an import alone changes. */
const VERSIONED = [...GOODS_FIELDS, "slug", "taxCode"] as const;

const VERSIONED_OF_VARIANT = ["options", ...VARIANT_FIELDS] as const;

const SIGNS = 10;

const versionOf = (value: unknown) =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, SIGNS);

type Versions = Record<string, string>;

/** A short version of each field, so that two people who edit are told in what they differ. A variant's is under `variant` and its SKU. */
export function versionsOf({ product, variants }: StoredProduct): Versions {
  return Object.fromEntries([
    ...VERSIONED.map((field) => [field, versionOf(product[field])] as const),
    ...variants.map((variant) => [
      `variant ${variant.sku}`,
      versionOf(VERSIONED_OF_VARIANT.map((field) => variant[field])),
    ]),
  ]);
}

const versions = z.record(z.string(), z.string());

/** The fields that somebody else has changed since; null when it can't be told. */
export function changedSince(seen: string, stored: StoredProduct): string[] | null {
  const read = versions.safeParse(parsed(seen));
  if (!read.success) return null;
  const now = versionsOf(stored);
  return [...new Set([...Object.keys(now), ...Object.keys(read.data)])].filter(
    (field) => now[field] !== read.data[field],
  );
}
