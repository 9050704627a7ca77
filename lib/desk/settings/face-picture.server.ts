import "server-only";
import sharp from "sharp";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { picturePath } from "@/lib/model/picture";
import { storePicture } from "@/lib/pictures/bring-pictures.server";
import { drawPicture, isDrawing } from "@/lib/pictures/drawing.server";
import { preparePicture } from "@/lib/pictures/prepare-picture.server";
import type { RouteRefusal } from "@/lib/routes/answer";
import { issueInWords } from "../goods/issue-words.server";
import type { FacePicture } from "./face-fields";

/** In pixels. A logo is shown at most 64 high: four for each of these are enough for paper. */
const LOGO = { width: 1_600, height: 256 };
/** Source: ogp.me says no size; what networks show large is 1200 by 630, and nothing below half of it. */
const CARD = { width: 1_200, height: 630 };
const LEAST_CARD = { width: 600, height: 315 };
/** Tabs show 16 to 48, and a phone's home screen up to 192. */
const ICON = { width: 192, height: 192 };
const LEAST_ICON = 48;
/** As high as a drawing becomes. */
const DRAWN: Record<FacePicture, number> = { logo: LOGO.height, home: 1_400, card: 1_260, icon: ICON.height };
const SIZES = { logo: LOGO, card: CARD, icon: ICON };

type Stored = { ok: true; src: string; width: number; height: number } | RouteRefusal;

/** Stores a picture for the shop's face, in the size that it is for. An SVG becomes a picture without anything that a browser could run. */
export async function storeFacePicture(use: FacePicture, given: Uint8Array, locale: Locale): Promise<Stored> {
  const t = translator(locale, "desk-face");
  const refuse = (code: DrawingCode | SizeCode) =>
    ({ ok: false, code, message: t(`refused.${code}`), status: 422 }) as const;
  let bytes = given;
  if (isDrawing(given)) {
    const drawn = await drawPicture(given, DRAWN[use]);
    if (!drawn.ok) return refuse(`drawing_${drawn.why}`);
    bytes = drawn.bytes;
  }
  if (use !== "home") {
    const prepared = await preparePicture(bytes);
    if (!prepared.ok) return inWords(prepared, locale);
    const wrong = wrongSize(use, prepared.facts);
    if (wrong) return refuse(wrong);
    const fit = use === "card" ? "cover" : "inside";
    bytes = await sharp(prepared.bytes)
      .resize({ ...SIZES[use], fit, withoutEnlargement: use !== "card" })
      .png()
      .toBuffer();
  }
  const stored = await storePicture(db(), bytes);
  if (!stored.ok) return inWords(stored, locale);
  const { key, width, height } = stored.facts;
  return { ok: true, src: picturePath(key), width, height };
}

type DrawingCode = "drawing_foreign" | "drawing_broken" | "drawing_too_large";
type SizeCode = "card_too_small" | "icon_too_small" | "icon_not_square";

/** Pure. */
function wrongSize(use: FacePicture, { width, height }: { width: number; height: number }): SizeCode | null {
  if (use === "card" && (width < LEAST_CARD.width || height < LEAST_CARD.height)) return "card_too_small";
  if (use !== "icon") return null;
  if (width !== height) return "icon_not_square";
  return width < LEAST_ICON ? "icon_too_small" : null;
}

type Refused = Exclude<Awaited<ReturnType<typeof preparePicture>>, { ok: true }>;

const inWords = (refused: Refused, locale: Locale) =>
  ({ ok: false, code: refused.code, message: issueInWords(refused, locale), status: 422 }) as const;
