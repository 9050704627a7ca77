"use client";

import type { Elements } from "@/components/ui/elements";
import type { Locale } from "@/i18n/routing";
import { chooseVariant } from "@/lib/catalog/choice";
import { inGalleryOrder } from "@/lib/catalog/gallery";
import type { ChoiceView } from "@/lib/catalog/view";
import { BuyForm, type BuyLabels } from "./buy-form";
import { Gallery, type GalleryLabels } from "./gallery";
import { Picture } from "./picture";
import { useLocationSearch } from "./use-location-search";

type Props = {
  product: ChoiceView;
  locale: Locale;
  labels: BuyLabels & GalleryLabels;
  intro: Elements;
  children: Elements;
};

/** The chosen variant is in the URL, so that it can be shared. */
export function ProductView({ product, locale, labels, intro, children }: Props) {
  const params = useLocationSearch();
  const variant = chooseVariant(product.variants, product.axes, params);
  if (!variant) return null;
  const image = product.images[variant.options.colour ?? "default"] ?? product.images.default ?? "";
  const pictures = inGalleryOrder(product.pictures, variant.options);
  const [first] = pictures;
  const picture = labels.picture.replace("{label}", variant.label);
  return (
    <div className="grid gap-x-12 gap-y-8 md:grid-cols-2 lg:grid-cols-[7fr_5fr] lg:gap-x-20">
      <div className="-mx-5 sm:mx-0">
        {first ? (
          <Gallery key={first.path} pictures={pictures} labels={{ ...labels, picture }} />
        ) : (
          <Picture
            key={image}
            src={image}
            alt={product.drawn[image] ?? picture}
            place="page"
            first
            className="object-[50%_75%] sm:rounded-lg md:sticky md:top-24 md:max-h-[calc(100dvh-8rem)]"
          />
        )}
      </div>
      <div className="max-w-lg md:pt-4">
        {intro}
        <BuyForm product={product} variant={variant} locale={locale} labels={labels} />
        {children}
      </div>
    </div>
  );
}
