import type { GoodsPicture, GoodsProduct } from "@/lib/catalog/goods/goods";
import type { ProductRow } from "@/lib/catalog/product-facts";
import { type PictureFacts, type ProductPicture, pictureKeyOf, picturePath } from "@/lib/model/picture";

/** Stands for a picture that is not stored yet, so that the product counts as changed. */
const PENDING: PictureFacts = { key: "pending.jpg", width: 0, height: 0, blur: "" };

type Planned = Pick<ProductRow, "images" | "pictures">;

/** The pictures of a product once a file is brought in. @param onMissing is told of each that is not stored yet */
export function planPictures(
  goods: GoodsProduct,
  was: Planned | undefined,
  stored: ReadonlyMap<string, PictureFacts>,
  onMissing: (picture: GoodsPicture) => void,
): Planned {
  const given = goods.pictures?.map((picture): ProductPicture => {
    const facts = stored.get(picture.source);
    if (!facts) onMissing(picture);
    const before = was?.pictures.find(({ key }) => key === facts?.key);
    return { ...(facts ?? PENDING), alt: altOf(goods, picture, before), of: picture.of };
  });
  const pictures = given ? withoutRepeats(given) : (was?.pictures ?? []);
  return { pictures, images: imagesOf(pictures, goods.images ?? was?.images ?? {}) };
}

/** Two sources may hold the same picture. */
function withoutRepeats(pictures: readonly ProductPicture[]): ProductPicture[] {
  const byKey = new Map<string, ProductPicture>();
  for (const picture of pictures) {
    const same = byKey.get(picture.key);
    const of = [...new Set([...(same?.of ?? []), ...picture.of])];
    byKey.set(picture.key, { ...(same ?? picture), of });
  }
  return [...byKey.values()];
}

function altOf(
  { inOneLanguage }: GoodsProduct,
  { alt }: GoodsPicture,
  before: ProductPicture | undefined,
): ProductPicture["alt"] {
  if (alt === undefined) return before?.alt ?? null;
  return inOneLanguage && alt && before?.alt ? { ...before.alt, ...alt } : alt;
}

/** Each option value has its first picture, and the first of all stands for the rest. Drawings under `/public` stay where there is none. */
function imagesOf(pictures: readonly ProductPicture[], own: Record<string, string>): Record<string, string> {
  const images = Object.fromEntries(Object.entries(own).filter(([, path]) => pictureKeyOf(path) === null));
  const [first] = pictures;
  if (!first) return images;
  const byValue = pictures.flatMap(({ key, of }) => of.map((value) => [value, picturePath(key)] as const));
  return { ...images, ...Object.fromEntries(byValue.toReversed()), default: picturePath(first.key) };
}
