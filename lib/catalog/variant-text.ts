import { inLocale, type Localized, mapLocales } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";

/** A variant's options as text, "Sand / M", in every language and in the order of the axes; empty without axes. */
export function optionLabel(axes: readonly OptionAxis[], options: Record<string, string>): Localized {
  const labels = axes.flatMap((axis) =>
    axis.values.filter((value) => value.key === options[axis.key]).map(({ label }) => label),
  );
  return mapLocales(labels, (locale) => labels.map((label) => inLocale(label, locale)).join(" / "));
}

export function variantImage(images: Record<string, string>, options: Record<string, string>): string {
  const own = Object.values(options).find((key) => images[key] !== undefined);
  return (own && images[own]) ?? images.default ?? "";
}
