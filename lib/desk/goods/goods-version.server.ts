import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { shopTimeZone } from "@/lib/config/shop";
import { type FormValue, productValues, VARIANT_NAMES, variantValues } from "./form-values";
import { parsed } from "./goods-form";

/** So few, because a product may have two thousand variants. */
const SIGNS = 5;

export const shortVersion = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, SIGNS);

export const versionOfValue = ({ text, exact }: Pick<FormValue, "text" | "exact">): string =>
  shortVersion(exact ?? text);

const versions = z.object({
  /** By what the form calls them. */
  own: z.record(z.string(), z.string()),
  /** By their ids: the SKU, the versions of the fields one after another, and those of further prices. */
  variants: z.record(z.string(), z.tuple([z.string(), z.string(), z.record(z.string(), z.string())])),
});

export type SeenVersions = z.output<typeof versions>;

/** A short version of each field that the form shows, by which it is known what somebody else changes while it is open. */
export function versionsOf(stored: StoredProduct): SeenVersions {
  const own = productValues(stored, { now: new Date(0), timeZone: shopTimeZone() });
  return {
    own: Object.fromEntries(own.map((value) => [value.name, versionOfValue(value)])),
    variants: Object.fromEntries(
      stored.variants.map((variant) => {
        const values = variantValues(variant);
        const [fixed, prices] = [values.slice(0, VARIANT_NAMES.length), values.slice(VARIANT_NAMES.length)];
        return [
          variant.id,
          [
            variant.sku,
            fixed.map(versionOfValue).join(""),
            Object.fromEntries(prices.map((value) => [codeOf(value), versionOfValue(value)])),
          ],
        ];
      }),
    ),
  };
}

/** `prices.usd MUG-S` */
const codeOf = ({ name }: FormValue) => name.slice("prices.".length, "prices.usd".length);

/** The versions that a form was made from; null when they can't be read. */
export function readSeen(seen: string): SeenVersions | null {
  const read = versions.safeParse(parsed(seen));
  return read.success ? read.data : null;
}

/** A field that somebody else has changed since a form was made, with what it shows now. */
export type ChangedValue = FormValue & {
  /** What that form calls it: a variant may have had another SKU. */
  seenName: string;
  seenSku: string | null;
  /** It is not there any more. */
  isGone: boolean;
};

/** What somebody else has changed since. A variant that came or went is one of the field `variant`. */
export function changedSince(seen: SeenVersions, stored: StoredProduct, now: Date): ChangedValue[] {
  const own = productValues(stored, { now, timeZone: shopTimeZone() });
  const changed = own.filter((value) => seen.own[value.name] !== versionOfValue(value));
  const lost = Object.keys(seen.own).filter((name) => !own.some((value) => value.name === name));
  const product = (value: FormValue, isGone: boolean) => ({
    ...{ ...value, seenName: value.name, seenSku: null, isGone },
  });
  const gone = Object.entries(seen.variants).filter(([id]) => !stored.variants.some((one) => one.id === id));
  return [
    ...changed.map((value) => product(value, false)),
    ...lost.map((name) => product({ name, field: "options", language: null, sku: null, text: "" }, true)),
    ...stored.variants.flatMap((variant) => changedOfVariant(seen.variants[variant.id], variant)),
    ...gone.map(([, [sku]]) => variantItself(sku, true)),
  ];
}

function changedOfVariant(
  seen: SeenVersions["variants"][string] | undefined,
  variant: StoredProduct["variants"][number],
): ChangedValue[] {
  if (!seen) return [variantItself(variant.sku, false)];
  const [seenSku, fixed, prices] = seen;
  const values = variantValues(variant);
  const lost = Object.keys(prices).filter((code) => variant.prices[code] === undefined);
  const none = lost.map((code): FormValue => {
    return {
      name: `prices.${code} ${variant.sku}`,
      field: "prices",
      language: null,
      sku: variant.sku,
      text: "",
    };
  });
  return [...values, ...none]
    .filter((value, at) => {
      const before =
        at < VARIANT_NAMES.length ? fixed.slice(at * SIGNS, (at + 1) * SIGNS) : (prices[codeOf(value)] ?? "");
      return before !== (none.includes(value) ? "" : versionOfValue(value));
    })
    .map((value) => ({
      ...value,
      // Every name of a variant's field ends with its SKU.
      seenName: value.name.slice(0, -variant.sku.length) + seenSku,
      ...{ seenSku, isGone: false },
    }));
}

const variantItself = (sku: string, isGone: boolean): ChangedValue => ({
  ...{ name: `variant.${sku}`, field: "variant", language: null, sku, text: "" },
  ...{ seenName: `variant.${sku}`, seenSku: sku, isGone },
});
