import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { galleryOf, inGalleryOrder } from "@/lib/catalog/gallery";
import { variantImage } from "@/lib/catalog/variant-text";
import { cardView, choiceView } from "@/lib/catalog/view";
import { isPictureKey, picturePath } from "@/lib/model/picture";
import { PICTURE_WIDTHS, pictureAt, pictureAttributes } from "@/lib/model/picture-sizes";
import config from "@/next.config";
import { aProduct } from "@/tests/support/catalog-product";

const picture = (path: string, ...of: string[]) => ({ path, of, alt: "", width: 3, height: 4, blur: "" });
const PATH = `/pictures/${"0".repeat(40)}.jpg`;

describe("the pictures of a product's page", () => {
  it("begin with those of the chosen variant, then those of all, in the merchant's order", () => {
    const all = [picture("all"), picture("red", "red"), picture("blue", "blue", "m"), picture("also", "red")];
    const order = (options: Record<string, string>) => inGalleryOrder(all, options).map(({ path }) => path);
    expect(order({ colour: "red" })).toEqual(["red", "also", "all", "blue"]);
    expect(order({ colour: "blue" })).toEqual(["blue", "all", "red", "also"]);
    expect(order({ colour: "green" })).toEqual(["all", "red", "blue", "also"]);
  });

  it("may be several of one variant, which come before those of its colour", () => {
    const all = [
      ...[picture("red", "red"), picture("front", "red+l"), picture("all"), picture("back", "red+l")],
      picture("small", "red+s"),
    ];
    const order = (options: Record<string, string>) => inGalleryOrder(all, options).map(({ path }) => path);
    expect(order({ colour: "red", size: "l" })).toEqual(["front", "back", "red", "all", "small"]);
    expect(order({ colour: "blue", size: "l" })).toEqual(["all", "red", "front", "back", "small"]);
  });
});

it("A cart shows the picture of the very variant, or else of its colour, or else of all", () => {
  const images = { default: "all", red: "red", "red+l": "large", "l+red+cotton": "cotton" };
  const shown = (options: Record<string, string>) => variantImage(images, options);
  expect(shown({ colour: "red", size: "l" })).toBe("large");
  expect(shown({ colour: "red", size: "l", cloth: "cotton" })).toBe("cotton");
  expect(shown({ colour: "red", size: "s" })).toBe("red");
  expect(shown({ colour: "blue", size: "l" })).toBe("all");
});

it("Addresses in e-mails that were sent before stores made the sizes themselves still show pictures, and nothing else", async () => {
  const { images } = await config("phase-production-server");
  expect(images).toMatchObject({ deviceSizes: PICTURE_WIDTHS, imageSizes: [] });
  expect(images?.localPatterns).toEqual([{ pathname: "/pictures/**", search: "" }]);
});

it("A card has the colour of its own picture, and the gallery needs none, as it has small pictures", () => {
  const stored = { width: 3, height: 4, blur: "data:,", alt: null, of: [] };
  const [sand, ink] = [`${"s".repeat(20)}.jpg`, `${"i".repeat(20)}.jpg`].map((key) =>
    isPictureKey(key) ? key : expect.fail(key),
  );
  if (!sand || !ink) throw new Error("no keys");
  const product = aProduct({
    pictures: [
      { ...stored, key: sand, colour: "#dc9" },
      { ...stored, key: ink },
    ],
    images: { default: picturePath(sand), sand: picturePath(sand), ink: picturePath(ink) },
  });
  expect(cardView(product, currency("eur"), "en").tint).toBe("#dc9");
  expect(cardView(product, currency("eur"), "en", ["ink"])).not.toHaveProperty("tint");
  expect(galleryOf(product.pictures, "en")[0]).not.toHaveProperty("colour");
});

it("A drawing under public/ stays out of the gallery, and is read out by its own text", () => {
  const drawn = { path: "/art/mug.svg", alt: { en: "A mug", de: "Ein Becher" }, of: [] };
  const product = aProduct({ pictures: [drawn], images: { default: drawn.path } });
  const view = choiceView(product, currency("eur"), "de");
  expect(view).toMatchObject({ pictures: [], drawn: { "/art/mug.svg": "Ein Becher" } });
  expect(cardView(product, currency("eur"), "de")).not.toHaveProperty("tint");
});

describe("the sizes of a stored picture", () => {
  it("are at its own address, also of one that was stored when names were longer", () => {
    expect(pictureAt(PATH, 320)).toBe(`${PATH}?w=320`);
    const short = `/pictures/${"v".repeat(20)}.png`;
    expect(pictureAt(short, 320)).toBe(`${short}?w=320`);
  });

  it("are among those that the store makes", () => {
    for (const place of ["line", "card", "page"] as const) {
      const widths = [...(pictureAttributes(PATH, place).srcSet ?? "").matchAll(/w=(\d+)/g)].map(
        ([, width]) => Number(width),
      );
      expect(widths.length).toBeGreaterThan(2);
      for (const width of widths) expect(PICTURE_WIDTHS).toContain(width);
    }
  });

  it("are none of a drawing, which has one for all", () => {
    expect(pictureAttributes("/art/mug.svg", "page")).toEqual({ src: "/art/mug.svg" });
    expect(pictureAt("/art/mug.svg", 640)).toBe("/art/mug.svg");
  });
});
