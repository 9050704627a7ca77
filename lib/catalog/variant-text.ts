import { inLocale, type Localized, mapLocales } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";

/** A variant's options as text, "Sand / M", in every language and in the order of the axes; empty without axes. */
export function optionLabel(axes: readonly OptionAxis[], options: Record<string, string>): Localized {
  const labels = axes.flatMap((axis) =>
    axis.values.filter((value) => value.key === options[axis.key]).map(({ label }) => label),
  );
  return mapLocales(labels, (locale) => labels.map((label) => inLocale(label, locale)).join(" / "));
}

/** Whether a picture of these is one of the choice: a value's key, or several joined by `+`, as `sand+large`, of which all must be chosen. */
export function isShownBy(of: string, options: Readonly<Record<string, string>>): boolean {
  const chosen = Object.values(options);
  return chosen.includes(of) || of.split("+").every((key) => chosen.includes(key));
}

/** The picture of the most of what is chosen, or else that of all. */
export function variantImage(images: Record<string, string>, options: Record<string, string>): string {
  const own = Object.values(options).find((key) => images[key] !== undefined);
  const joined = Object.keys(images)
    .filter((of) => of.includes("+") && isShownBy(of, options))
    .toSorted((one, other) => other.split("+").length - one.split("+").length)[0];
  const key = joined ?? own;
  return (key && images[key]) ?? images.default ?? "";
}
