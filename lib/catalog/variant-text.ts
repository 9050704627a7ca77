import type { Localized } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";

/** "Sand / M" in every language: the values in the order of the product's axes. Empty without axes. */
export function optionLabel(axes: readonly OptionAxis[], options: Record<string, string>): Localized {
  const labels = axes.flatMap((axis) => axis.values.filter((value) => value.key === options[axis.key]));
  const inLocale = (locale: keyof Localized) => labels.map((value) => value.label[locale]).join(" / ");
  return { en: inLocale("en"), fr: inLocale("fr") };
}

/** The picture of a variant: the one of its colour, else the product's. */
export function variantImage(images: Record<string, string>, options: Record<string, string>): string {
  const own = Object.values(options).find((key) => images[key] !== undefined);
  return (own && images[own]) ?? images.default ?? "";
}
