import type { GoodsPicture, GoodsProduct } from "@/lib/catalog/goods/goods";
import type { ProductRow } from "@/lib/catalog/product-facts";
import { type FoundPicture, type ProductPicture, pathOfPicture, pictureKeyOf } from "@/lib/model/picture";

/** Stands for a picture that is not stored yet, so that the product counts as changed. */
const PENDING: FoundPicture = { key: "pending.jpg", width: 0, height: 0, blur: "" };

type Planned = Pick<ProductRow, "images" | "pictures">;

/** The pictures of a product once a file is brought in. @param onMissing is told of each that is not stored yet */
export function planPictures(
  goods: GoodsProduct,
  was: Planned | undefined,
  stored: ReadonlyMap<string, FoundPicture>,
  onMissing: (picture: GoodsPicture) => void,
): Planned {
  const given = goods.pictures
    ?.filter((picture) => !isKeptAsPath(goods, picture, was))
    .map((picture): ProductPicture => {
      const found = stored.get(picture.source);
      if (!found) onMissing(picture);
      const before = found && was?.pictures.find((one) => pathOfPicture(one) === pathOfPicture(found));
      return { ...(found ?? PENDING), alt: altOf(goods, picture, before), of: picture.of };
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

/** Two sources may hold the same picture. */
function withoutRepeats(pictures: readonly ProductPicture[]): ProductPicture[] {
  const byPath = new Map<string, ProductPicture>();
  for (const picture of pictures) {
    const path = pathOfPicture(picture);
    const same = byPath.get(path);
    const of = [...new Set([...(same?.of ?? []), ...picture.of])];
    byPath.set(path, { ...(same ?? picture), of });
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
