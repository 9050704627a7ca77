import { inDefaultLanguage } from "@/lib/base/i18n-text";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { ColumnKey } from "./columns";
import type { CsvHeader, CsvRow } from "./csv-rows.server";
import type { GoodsPicture, GoodsProduct } from "./goods";
import type { ImportCode } from "./issue";
import { isPictureSource, isVideoSource, PICTURE_SOURCE, VIDEO_SOURCE } from "./picture-source";
import { readShownChoices } from "./shown-choices";

type Asked = {
  axes: readonly OptionAxis[];
  /** All rows of the product, and of these its variants. */
  rows: readonly CsvRow[];
  sold: readonly CsvRow[];
  /** The option value of a variant that its picture shows. */
  shownBy: (row: CsvRow) => string | null;
  header: CsvHeader;
  issue: (row: CsvRow, key: ColumnKey, code: ImportCode, message: string) => void;
  text: (row: CsvRow, key: ColumnKey) => string;
};

/** A CSV has one picture for a variant: it shows the colour, or else the first option. */
export const picturedAxis = (axes: readonly OptionAxis[]): OptionAxis | undefined =>
  axes.find(({ key }) => key === "colour") ?? axes[0];

/** A path under `/public`, as the demonstration's drawings have. */
const isOwn = (path: string): boolean => /^\/(?!pictures\/)[^/\\]/.test(path);

/** All of them, in their order; those of the store's own also in `images`, one for each value of an option. */
export function readCsvPictures(asked: Asked): Pick<GoodsProduct, "images" | "pictures"> {
  const images = readOwn(asked);
  const hasColumn = asked.header.names.image !== undefined;
  return { ...(images && { images }), ...(hasColumn && { pictures: readAll(asked) }) };
}

function readOwn({ rows, sold, shownBy }: Asked): Record<string, string> | null {
  const [first] = rows.map(({ cells }) => cells.image ?? "").filter(isOwn);
  if (!first) return null;
  const images: Record<string, string> = { default: first };
  for (const row of sold) {
    const value = shownBy(row);
    const path = row.cells.variantImage ?? "";
    if (value && isOwn(path)) images[value] ??= path;
  }
  return images;
}

function readAll({ axes, rows, sold, shownBy, header: { names }, issue, text }: Asked): GoodsPicture[] {
  const bySource = new Map<string, GoodsPicture>();
  const named = (row: CsvRow, key: "image" | "variantImage") => {
    const source = row.cells[key]?.trim() ?? "";
    if (source === "") return null;
    if (isPictureSource(source)) return source;
    issue(row, key, "field_invalid", `"${source.slice(0, 80)}" ${PICTURE_SOURCE}`);
    return null;
  };
  const add = (row: CsvRow, key: "image" | "variantImage", alt: GoodsPicture["alt"]) => {
    const source = named(row, key);
    if (source === null) return null;
    const known = bySource.get(source);
    const picture = known ?? { source, alt, of: [], line: row.line, column: names[key] ?? key };
    bySource.set(source, picture);
    return picture;
  };
  for (const row of inOrder(rows)) {
    const alt = text(row, "imageAlt");
    const picture = add(
      row,
      "image",
      names.imageAlt !== undefined ? (alt.trim() ? inDefaultLanguage(alt) : null) : undefined,
    );
    const shown = row.cells.imageOf?.trim() ?? "";
    const choices = readShownChoices(shown, axes);
    if (shown !== "" && !picture)
      issue(row, "imageOf", "field_invalid", "its row names no picture, which would show them");
    else if (!choices.ok)
      issue(row, "imageOf", "field_invalid", `"${choices.label.slice(0, 80)}" is no value of its options`);
    else if (picture) picture.of = [...new Set([...picture.of, ...choices.of])];
    const film = row.cells.imageVideo?.trim() ?? "";
    const column = names.imageVideo;
    if (column === undefined) continue;
    if (film !== "" && !isVideoSource(film))
      issue(row, "imageVideo", "field_invalid", `"${film.slice(0, 80)}" ${VIDEO_SOURCE}`);
    else if (picture)
      picture.video = film === "" ? (picture.video ?? null) : { source: film, line: row.line, column };
    else if (film !== "")
      issue(row, "imageVideo", "video_poster", "its row names no picture, which is its poster");
  }
  for (const row of sold) {
    const value = shownBy(row);
    const picture = add(row, "variantImage", undefined);
    if (picture && value && !picture.of.includes(value)) picture.of.push(value);
  }
  return [...bySource.values()];
}

/** By `Image Position`; rows without one come last, in the file's order. */
function inOrder(rows: readonly CsvRow[]): CsvRow[] {
  const place = ({ cells }: CsvRow) => Number(cells.imagePosition?.trim() || "NaN");
  const known = (row: CsvRow) => (Number.isFinite(place(row)) ? place(row) : Number.MAX_SAFE_INTEGER);
  return rows.toSorted((one, other) => known(one) - known(other));
}
