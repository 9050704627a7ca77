import type { GoodsFile, GoodsPicture, GoodsProduct } from "@/lib/catalog/goods/goods";
import type { ImportCode } from "@/lib/catalog/goods/issue";
import type { ProductRow } from "@/lib/catalog/product-facts";
import { type FoundPicture, type ProductPicture, pathOfPicture, pictureKeyOf } from "@/lib/model/picture";
import type { VideoFacts } from "@/lib/model/video";

/** Stands for a picture that is not stored yet, so that the product counts as changed. */
const PENDING: FoundPicture = { key: "pending.jpg", width: 0, height: 0, blur: "" };

const PENDING_VIDEO: VideoFacts = { key: "pending.mp4", width: 0, height: 0, seconds: 0, since: "" };

type Planned = Pick<ProductRow, "images" | "pictures">;

/** What the store has of pictures and videos, by what a file of goods calls them. */
export type StoredFiles = {
  pictures: ReadonlyMap<string, FoundPicture>;
  videos: ReadonlyMap<string, VideoFacts>;
};

/** A file that is not stored yet. */
export type OnMissing = (kind: "picture" | "video", file: GoodsFile) => void;

type On = { missing: OnMissing; refused: (at: GoodsFile, code: ImportCode, message: string) => void };

/** The pictures of a product, with their videos, once a file is brought in. */
export function planPictures(
  goods: GoodsProduct,
  was: Planned | undefined,
  stored: StoredFiles,
  on: On,
): Planned {
  const posters = new Map<string, string>();
  const given = goods.pictures
    ?.filter((picture) => !isKeptAsPath(goods, picture, was))
    .map((picture): ProductPicture => {
      const found = stored.pictures.get(picture.source);
      if (!found) on.missing("picture", picture);
      const before = found && was?.pictures.find((one) => pathOfPicture(one) === pathOfPicture(found));
      const alt = altOf(goods, picture, before);
      const video = videoOf(picture, before, stored, on);
      if (video && found && !("key" in found))
        on.refused(picture.video ?? picture, "video_poster", "a file under public/ can't have a video");
      const path = found ? pathOfPicture(found) : picture.source;
      const film = picture.video?.source ?? video?.key;
      if (video && film && (posters.get(path) ?? film) !== film)
        on.refused(picture.video ?? picture, "video_poster", "another video has this picture already");
      if (film) posters.set(path, film);
      if (video && !alt)
        on.refused(
          picture.video ?? picture,
          "video_alt_missing",
          "a video needs the alternative text of its picture",
        );
      return { ...(found ?? PENDING), alt, of: picture.of, ...(video && { video }) };
    });
  const pictures = given ? withoutRepeats(given) : (was?.pictures ?? []);
  return { pictures, images: imagesOf(pictures, goods.images ?? pathsOf(was)) };
}

/** A drawing that `images` alone names, as in goods of an older store: a CSV, which has to name it as a picture, changes nothing of it. */
function isKeptAsPath(
  { inOneLanguage = false }: GoodsProduct,
  { source }: GoodsPicture,
  was: Planned | undefined,
): boolean {
  const isPicture = was?.pictures.some((one) => pathOfPicture(one) === source);
  return inOneLanguage && !isPicture && Object.values(was?.images ?? {}).includes(source);
}

function videoOf(
  { video }: GoodsPicture,
  before: ProductPicture | undefined,
  { videos }: StoredFiles,
  { missing }: On,
): VideoFacts | undefined {
  if (video === undefined) return before?.video;
  if (video === null) return undefined;
  const found = videos.get(video.source);
  if (!found) missing("video", video);
  return found ?? PENDING_VIDEO;
}

/** Two sources may hold the same picture. */
function withoutRepeats(pictures: readonly ProductPicture[]): ProductPicture[] {
  const byPath = new Map<string, ProductPicture>();
  for (const picture of pictures) {
    const path = pathOfPicture(picture);
    const same = byPath.get(path);
    const of = [...new Set([...(same?.of ?? []), ...picture.of])];
    byPath.set(path, { ...picture, ...same, of });
  }
  return [...byPath.values()];
}

function altOf(
  { inOneLanguage }: GoodsProduct,
  { alt }: GoodsPicture,
  before: ProductPicture | undefined,
): ProductPicture["alt"] {
  if (alt === undefined) return before?.alt ?? null;
  return inOneLanguage && alt && before?.alt ? { ...before.alt, ...alt } : alt;
}

/** The paths that no picture gave. */
function pathsOf(was: Planned | undefined): Record<string, string> {
  const shown = new Set(was?.pictures.map(pathOfPicture));
  return Object.fromEntries(Object.entries(was?.images ?? {}).filter(([, path]) => !shown.has(path)));
}

/** Each option value has its first picture, and the first of all stands for the rest. Drawings under `/public` stay where there is none. */
function imagesOf(pictures: readonly ProductPicture[], own: Record<string, string>): Record<string, string> {
  const images = Object.fromEntries(Object.entries(own).filter(([, path]) => pictureKeyOf(path) === null));
  const [first] = pictures;
  if (!first) return images;
  const byValue = pictures.flatMap((one) => one.of.map((value) => [value, pathOfPicture(one)] as const));
  return { ...images, ...Object.fromEntries(byValue.toReversed()), default: pathOfPicture(first) };
}
