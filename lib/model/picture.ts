import type { Localized } from "@/lib/base/i18n-text";

/** The name of a stored picture: the hash of what it contains, so what stands at its address never changes. */
export type PictureKey = `${string}.${"jpg" | "png"}`;

/** Of a stored picture: pixels, and a tiny picture as a `data:` URL, shown until it is there. */
export type PictureFacts = { key: PictureKey; width: number; height: number; blur: string };

export type ProductPicture = PictureFacts & {
  /** What it shows, for those who don't see it; null says it by the product's name. */
  alt: Localized | null;
  /** Keys of the option values that it shows, such as a colour; none is for all variants. */
  of: string[];
};

const KEY = /^[0-9a-f]{40}\.(?:jpg|png)$/;
const BASE = "/pictures/";

export const isPictureKey = (text: string): text is PictureKey => KEY.test(text);

export const picturePath = (key: PictureKey): string => BASE + key;

export const pictureMediaType = (key: PictureKey): string =>
  key.endsWith(".png") ? "image/png" : "image/jpeg";

/** Null for a path that is no stored picture, such as a drawing under `/art`. */
export function pictureKeyOf(path: string): PictureKey | null {
  const key = path.startsWith(BASE) ? path.slice(BASE.length) : "";
  return isPictureKey(key) ? key : null;
}
