import { defaultText } from "@/lib/base/i18n-text";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import type { OptionAxis } from "@/lib/db/schema/catalog";

type Options = Pick<GoodsProduct, "options" | "variants" | "images" | "pictures">;

/** Gives the options of a file in one language the keys, translations and colours that the store has for the same names. */
export function adoptOptions(
  { options, variants, images, pictures }: Options,
  stored: readonly OptionAxis[],
): Options {
  const renamed = options.map((axis) => {
    const known = stored.find(({ name }) => defaultText(name) === defaultText(axis.name));
    if (!known) return { from: axis, to: axis, keys: new Map<string, string>() };
    const added = axis.values.filter(
      ({ label }) => !known.values.some((value) => defaultText(value.label) === defaultText(label)),
    );
    const keys = new Map<string, string>();
    const values = [...known.values];
    for (const value of axis.values) {
      const same = known.values.find(({ label }) => defaultText(label) === defaultText(value.label));
      if (same) keys.set(value.key, same.key);
    }
    for (const value of added) {
      let own = value.key;
      for (let number = 2; values.some((one) => one.key === own); number += 1) own = `${value.key}-${number}`;
      keys.set(value.key, own);
      values.push({ ...value, key: own });
    }
    return { from: axis, to: { ...known, values }, keys };
  });
  const renamedKey = (value: string) =>
    renamed.map(({ keys }) => keys.get(value)).find((key) => key !== undefined) ?? value;
  const renamedValue = (of: string) => of.split("+").map(renamedKey).join("+");
  return {
    options: renamed.map(({ to }) => to),
    images:
      images &&
      Object.fromEntries(
        Object.entries(images).map(([value, path]) => [
          value === "default" ? value : renamedValue(value),
          path,
        ]),
      ),
    pictures: pictures?.map((picture) => ({ ...picture, of: picture.of.map(renamedValue) })),
    variants: variants.map((variant) => ({
      ...variant,
      options: Object.fromEntries(
        Object.entries(variant.options).map(([key, value]) => {
          const axis = renamed.find(({ from }) => from.key === key);
          return [axis?.to.key ?? key, axis?.keys.get(value) ?? value];
        }),
      ),
    })),
  };
}
