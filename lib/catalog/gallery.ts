import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { type ProductPicture, picturePath, storedPictures } from "@/lib/model/picture";
import { videoMediaType, videoPath } from "@/lib/model/video";
import { isShownBy } from "./variant-text";

/** A picture of a product's page, in pixels. `alt` is empty where the merchant wrote none, and then the page says it by the product's name. */
export type GalleryPicture = {
  path: string;
  alt: string;
  width: number;
  height: number;
  blur: string;
  of: readonly string[];
  /** Shown in the place of the picture, which is its poster. `type` is what browsers choose by. */
  video?: { path: string; type: string } | undefined;
};

/** Those that are stored. A drawing under `public/` has its place to itself, and changes with what is chosen. */
export const galleryOf = (pictures: readonly ProductPicture[], locale: Locale): GalleryPicture[] =>
  storedPictures(pictures).map(({ key, alt, colour: _, video, ...picture }) => ({
    ...picture,
    ...(video && { video: { path: videoPath(video.key), type: videoMediaType(video.key) } }),
    path: picturePath(key),
    alt: alt ? inLocale(alt, locale) : "",
  }));

/** What the drawings under `public/` show, by their paths. */
export const drawingTexts = (pictures: readonly ProductPicture[], locale: Locale): Record<string, string> =>
  Object.fromEntries(
    pictures.flatMap((one) => (!("key" in one) && one.alt ? [[one.path, inLocale(one.alt, locale)]] : [])),
  );

/** Those of the chosen variant first, and of these the ones that name the most of it; then those of all variants, then those of others. */
export function inGalleryOrder(
  pictures: readonly GalleryPicture[],
  options: Readonly<Record<string, string>>,
): GalleryPicture[] {
  const rank = ({ of }: GalleryPicture) => {
    const named = of.filter((one) => isShownBy(one, options)).map((one) => one.split("+").length);
    if (named.length > 0) return -Math.max(...named);
    return of.length === 0 ? 1 : 2;
  };
  return pictures.toSorted((one, other) => rank(one) - rank(other));
}
