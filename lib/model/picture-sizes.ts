import { pictureKeyOf } from "./picture";

/** The widths, in pixels, in which a stored picture may be asked for. */
export const PICTURE_WIDTHS = [96, 160, 320, 480, 640, 960, 1280, 1600];

/** How wide a picture is shown, and the widths that a screen of one or two pixels for each of CSS may need. */
const PLACES = {
  line: { widths: [96, 160, 320], sizes: "128px" },
  card: {
    // A listing has all of this for each of its goods: as little as does.
    widths: [320, 480, 640],
    sizes: "(min-width:64rem)20rem,48vw",
  },
  hero: { widths: [480, 640, 960, 1280, 1600], sizes: "(min-width: 48rem) 58vw, 100vw" },
  page: {
    widths: [320, 480, 640, 960, 1280, 1600],
    sizes: "(min-width: 64rem) 44rem, (min-width: 48rem) 48vw, 100vw",
  },
} as const;

type PicturePlace = keyof typeof PLACES;

/** The address of a stored picture in one of the widths; its format follows what the reader takes. Any other path stays as it is. */
export function pictureAt(path: string, width: number): string {
  return pictureKeyOf(path) === null ? path : `${path}?w=${width}`;
}

/** The address of a picture that is shown so many pixels wide, with two of its own for each of them. A drawing stays as it is. */
export function sharpAt(path: string, width: number): string {
  return pictureAt(path, PICTURE_WIDTHS.find((one) => one >= 2 * width) ?? Math.max(...PICTURE_WIDTHS));
}

/** Attributes of an `img`. A drawing has one size for all. */
export function pictureAttributes(
  path: string,
  place: PicturePlace,
): { src: string; srcSet?: string; sizes?: string } {
  if (pictureKeyOf(path) === null) return { src: path };
  const { widths, sizes } = PLACES[place];
  const srcSet = widths.map((width) => `${pictureAt(path, width)} ${width}w`).join(",");
  return { src: pictureAt(path, 640), srcSet, sizes };
}
