import type { Localized } from "@/lib/base/i18n-text";
import { contentsName } from "./contents-name";
import type { VideoFacts } from "./video";

/** The name of a stored picture: the hash of what it contains, so what stands at its address never changes. */
export type PictureKey = `${string}.${"jpg" | "png"}`;

/** The name of a stored picture in one of the widths and formats that it is shown in. */
export type SizedKey = `${string}-${number}.${"jpg" | "png" | "webp" | "avif"}`;

/** Of a stored picture: pixels, and what is shown until it is there. */
export type PictureFacts = {
  key: PictureKey;
  width: number;
  height: number;
  /** A tiny picture as a `data:` URL. */
  blur: string;
  /** The colour that it has most of, as `#c94`. None of what is transparent, or was stored before pictures had one. */
  colour?: string | undefined;
};

/** A file of the project's own under `public/`, such as a drawing: served as it is, at this path. */
type PublicPicture = { path: string };

/** A picture that goods may have. */
export type FoundPicture = PictureFacts | PublicPicture;

export type ProductPicture = FoundPicture & {
  /** What it shows, for those who don't see it; null says it by the product's name. */
  alt: Localized | null;
  /** Keys of the option values that it shows, such as a colour, or several joined by `+` that it shows together; none is for all variants. */
  of: string[];
  /** The picture is its poster, and stands for it wherever no video is shown. */
  video?: VideoFacts | undefined;
};

/** A hundred bits. Pages name a picture many times, so it is short; older ones have 160 bits. */
const KEY = /^(?:[0-9a-v]{20}|[0-9a-f]{40})\.(?:jpg|png)$/;
const BASE = "/pictures/";
const PUBLIC = /^(?:\/[\w-][\w.-]*)+\.(?:svg|png|jpe?g|webp|avif)$/i;

export const isPictureKey = (text: string): text is PictureKey => KEY.test(text);

export const picturePath = (key: PictureKey): string => BASE + key;

/** Whether a text is the path of a file under `public/`, by its signs: it can't lead out of the folder. */
export const isPublicPath = (text: string): boolean => PUBLIC.test(text) && !text.startsWith(BASE);

/** Where a picture is served. */
export const pathOfPicture = (picture: FoundPicture): string =>
  "key" in picture ? picturePath(picture.key) : picture.path;

/** Those that the store keeps, without files under `public/`. */
export const storedPictures = (pictures: readonly ProductPicture[]) =>
  pictures.filter((picture) => "key" in picture);

export const pictureKeyFor = (hash: string, ending: "jpg" | "png"): PictureKey =>
  `${contentsName(hash)}.${ending}`;

const MEDIA_TYPES: Record<string, string> = { png: "image/png", webp: "image/webp", avif: "image/avif" };

export const pictureMediaType = (key: PictureKey | SizedKey): string =>
  MEDIA_TYPES[key.slice(key.lastIndexOf(".") + 1)] ?? "image/jpeg";

/** Null for a path that is no stored picture, such as a drawing under `/art`. */
export function pictureKeyOf(path: string): PictureKey | null {
  const key = path.startsWith(BASE) ? path.slice(BASE.length) : "";
  return isPictureKey(key) ? key : null;
}
