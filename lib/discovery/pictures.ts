import type { CatalogProduct } from "@/lib/catalog/types";
import { isShownBy, variantImage } from "@/lib/catalog/variant-text";
import { pictureAt } from "@/lib/model/picture-sizes";
import { videoPath } from "@/lib/model/video";

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

/** The path of the video that shows these options, or else all of the product; null when there is none. */
export function videoOf({ pictures }: Pick<CatalogProduct, "pictures">, options: Record<string, string>) {
  const films = pictures.filter(({ video }) => video);
  const found =
    films.find(({ of }) => of.some((one) => isShownBy(one, options))) ??
    films.find(({ of }) => of.length === 0);
  return found?.video ? videoPath(found.video.key) : null;
}
