"use client";

import { useInstantAdd } from "@/components/cart/use-instant-add";
import { Button } from "@/components/ui/button";
import { FreshText } from "@/components/ui/fresh-text";
import { PriceBefore } from "@/components/ui/price-before";
import { Untranslated } from "@/components/ui/untranslated";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { Locale } from "@/i18n/routing";
import { addToCartForm } from "@/lib/cart/form-actions";
import { variantImage } from "@/lib/catalog/variant-text";
import type { ChoiceView } from "@/lib/catalog/view";
import { OptionPicker } from "./option-picker";
import { type StockLabels, StockNote } from "./stock-note";

export type BuyLabels = StockLabels & {
  addToCart: string;
  variant: string;
  unavailable: string;
  /** With a place for `{amount}`. */
  was: string;
};

type Props = {
  product: ChoiceView;
  variant: ChoiceView["variants"][number];
  locale: Locale;
  labels: BuyLabels;
};

/** Without JavaScript a list of all variants replaces the options. */
export function BuyForm({ product, variant, locale, labels }: Props) {
  const hydrated = useHydrated();
  const addInstantly = useInstantAdd();
  const soldOut = variant.available <= 0;
  const line = {
    variantId: variant.id,
    slug: product.slug,
    name: product.name,
    option: variant.label,
    image: variantImage(product.images, variant.options),
    unitAmount: variant.unitAmount,
    compareAtAmount: variant.compareAtAmount,
    max: variant.available,
    ready: variant.ready,
  };
  return (
    <form action={addToCartForm} onSubmit={(event) => addInstantly(event, line)} className="mt-6 space-y-7">
      <p className="figures text-xl" aria-live="polite">
        <Untranslated>{variant.price}</Untranslated>
        {variant.before && (
          <PriceBefore
            text={labels.was}
            amount={<Untranslated>{variant.before}</Untranslated>}
            className="ml-3 text-base"
          />
        )}
      </p>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="variantId" value={variant.id} />
      {hydrated && <input type="hidden" name="seenUnitAmount" value={variant.unitAmount} />}
      {hydrated && <input type="hidden" name="seenCurrency" value={product.currency} />}
      {product.axes.length > 0 && (
        <div className="needs-script space-y-6">
          {product.axes.map((axis) => (
            <OptionPicker
              key={axis.key}
              axis={axis}
              chosen={variant.options}
              variants={product.variants}
              unavailable={labels.unavailable}
            />
          ))}
        </div>
      )}
      {product.axes.length > 0 && (
        <noscript>
          <style>{".needs-script{display:none}"}</style>
          <label className="block">
            <span className="mb-2 block text-sm">{labels.variant}</span>
            <select
              name="variantId"
              defaultValue={variant.id}
              className="min-h-12 w-full rounded-xl border border-edge bg-raised px-4"
            >
              {product.variants.map((one) => (
                <option key={one.id} value={one.id} disabled={one.available <= 0}>
                  {`${one.label} · ${one.price}`}
                </option>
              ))}
            </select>
          </label>
        </noscript>
      )}
      <div className="space-y-4">
        <StockNote stock={variant} labels={labels} />
        <Button type="submit" disabled={soldOut} className="w-full">
          <FreshText>{soldOut ? labels.soldOut : labels.addToCart}</FreshText>
        </Button>
      </div>
    </form>
  );
}
