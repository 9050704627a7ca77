import type { CatalogProduct } from "@/lib/catalog/types";
import { variantImage } from "@/lib/catalog/variant-text";
import { pictureAt } from "@/lib/model/picture-sizes";

/** Some messengers show no picture of more than half a megabyte. */
const SHARED_WIDTH = 1280;
const PHOTO = /\.(?:jpe?g|png|webp|gif|avif)$/i;
/** Of goods that `npm run art` draws there is a card as a photo. */
const DRAWN = /^\/art\/[^/]+\.svg$/;

/** A picture that other sites can show: a path or an address; null when there is none, as they show no SVG. */
export function photoOf(
  { slug, images }: Pick<CatalogProduct, "slug" | "images">,
  options: Record<string, string> = {},
): string | null {
  const image = variantImage(images, options);
  if (DRAWN.test(image)) return `/art/og/${slug}.jpg`;
  return PHOTO.test(image) ? pictureAt(image, SHARED_WIDTH) : null;
}
