import { isDeepStrictEqual } from "node:util";
import { otherLocales, routing } from "@/i18n/routing";
import type {
  categories,
  customerSegments,
  discountRules,
  loyaltyProgram,
  products,
  variants,
} from "@/lib/db/schema";
import { pathOfPicture } from "@/lib/model/picture";

/** What a merchant may edit: changing any of it makes the item the merchant's own. Stock, position and being on sale are not part of it. */
export type Contents = Record<string, unknown>;

type Values<Table extends { $inferInsert: object }, Name extends keyof Table["$inferInsert"]> = Pick<
  Table["$inferInsert"],
  Name
>;

export const categoryContents = ({
  name,
  description,
}: Values<typeof categories, "name" | "description">): Contents => ({ name, description });

type ProductValues = Values<
  typeof products,
  "categorySlug" | "name" | "description" | "details" | "options" | "images" | "pictures"
>;
type VariantValues = Values<typeof variants, "sku" | "options" | "unitAmount" | "currency">;

export function productContents(product: ProductValues, own: readonly VariantValues[]): Contents {
  const { categorySlug, name, description, details = [], options = [], images, pictures = [] } = product;
  const sold = own.map(({ sku, options: chosen = {}, unitAmount, currency }) => ({
    sku,
    options: chosen,
    unitAmount,
    currency,
  }));
  const bySku = sold.sort((a, b) => (a.sku < b.sku ? -1 : 1));
  const shown = pictures.map((one) => ({ path: pathOfPicture(one), alt: one.alt, of: one.of }));
  return {
    ...{ categorySlug, name, description, details, options, images, variants: bySku },
    // Without any it is as it was before goods had pictures.
    ...(shown.length > 0 && { pictures: shown }),
  };
}

type RuleValues = Omit<typeof discountRules.$inferInsert, "createdAt" | "updatedAt" | "active">;

export const ruleContents = (rule: RuleValues): Contents => ({
  kind: rule.kind,
  code: rule.code ?? null,
  name: rule.name,
  conditions: rule.conditions,
  startsAt: rule.startsAt ?? null,
  endsAt: rule.endsAt ?? null,
  totalLimit: rule.totalLimit ?? null,
  perCustomerLimit: rule.perCustomerLimit ?? null,
  combinable: rule.combinable,
});

export const segmentContents = ({
  name,
  definition,
}: Values<typeof customerSegments, "name" | "definition">): Contents => ({ name, definition });

export const programContents = ({
  tiers,
  days,
  graceDays,
}: Values<typeof loyaltyProgram, "tiers" | "days" | "graceDays">): Contents => ({ tiers, days, graceDays });

/** The seeded contents in the languages that `now` has: a language that was added to the store later is not an edit. */
export function inLanguagesOf(now: Contents, { pictures, ...rest }: Contents): Contents {
  // Nor are pictures, which goods of an older store have none of.
  const seeded = pictures !== undefined && now.pictures !== undefined ? { ...rest, pictures } : rest;
  const trimmed = trim(now, seeded);
  return isRecord(trimmed) ? trimmed : seeded;
}

function trim(now: unknown, seeded: unknown): unknown {
  if (Array.isArray(seeded))
    return seeded.map((part, index) => trim(Array.isArray(now) ? now[index] : null, part));
  if (!isRecord(seeded)) return seeded;
  const own = isRecord(now) ? now : {};
  const isText = typeof seeded[routing.defaultLocale] === "string";
  const isLacked = (key: string) => isText && otherLocales.some((locale) => locale === key) && !(key in own);
  return Object.fromEntries(
    Object.entries(seeded).flatMap(([key, part]) => (isLacked(key) ? [] : [[key, trim(own[key], part)]])),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

const stored = (contents: unknown): unknown => JSON.parse(JSON.stringify(contents));

export const isSameContents = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(stored(one), stored(other));

/** Whether a rule is unedited. Its dates are compared only while it may apply, because ending a rule is not an edit. */
export function isSameRule(now: Contents, added: Contents, { anyWindow }: { anyWindow: boolean }): boolean {
  const { startsAt, endsAt, ...own } = now;
  const { startsAt: start, endsAt: end, ...was } = added;
  return isSameContents(own, was) && (anyWindow || isSameContents([startsAt, endsAt], [start, end]));
}
