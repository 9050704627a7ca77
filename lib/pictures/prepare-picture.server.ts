import "server-only";
import { createHash } from "node:crypto";
import sharp, { type Sharp, type Stats } from "sharp";
import { type PictureFacts, pictureKeyFor } from "@/lib/model/picture";
import { MOST_BYTES, type PictureRefusal, refuse, tooLarge } from "./picture-refusal";
import { pictureType } from "./picture-type";

/** 50 megapixels take 200 MB to decode. */
const MOST_PIXELS = 50_000_000;
/** The longest edge that is stored, in pixels: twice what the widest page shows. */
const LONGEST_EDGE = 2_400;
const PREVIEW_EDGE = 12;

type Prepared = { ok: true; bytes: Uint8Array; facts: PictureFacts } | PictureRefusal;

/**
 * Makes of a merchant's file what is stored: checked by its contents, upright, in sRGB, at most 2400 pixels long, without EXIF, profiles or anything
 * else beside the picture. JPEG, which every mail reader shows, or PNG where it is transparent.
 */
export async function preparePicture(given: Uint8Array): Promise<Prepared> {
  if (given.length > MOST_BYTES) return tooLarge();
  const type = pictureType(given);
  if (type === "other") return refuse("picture_type", "it is not a JPEG, PNG, WebP or AVIF");
  if (type === "animated") return refuse("picture_animated", "it moves; a picture of goods stands still");
  try {
    const { width = 0, height = 0, pages = 1 } = await sharp(given, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS)
      return refuse("picture_too_many_pixels", `it has ${width} x ${height} pixels, more than 50 megapixels`);
    if (pages > 1) return refuse("picture_animated", "it moves; a picture of goods stands still");
    return await encode(sharp(given, { limitInputPixels: MOST_PIXELS, failOn: "warning" }));
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return refuse("picture_broken", `it can't be decoded: ${why}`);
  }
}

async function encode(source: Sharp): Promise<Prepared> {
  const upright = await source
    .autoOrient()
    .toColourspace("srgb")
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { isOpaque, dominant } = await sharp(upright).stats();
  const { data, info } = await (isOpaque
    ? sharp(upright).removeAlpha().jpeg({ quality: 88, progressive: true })
    : sharp(upright).png({ compressionLevel: 9 })
  ).toBuffer({ resolveWithObject: true });
  const preview = await sharp(data)
    .resize({ width: PREVIEW_EDGE, height: PREVIEW_EDGE, fit: "inside" })
    .webp({ quality: 40 })
    .toBuffer();
  const hash = createHash("sha256").update(data).digest("hex");
  const key = pictureKeyFor(hash, isOpaque ? "jpg" : "png");
  const { width, height } = info;
  const blur = `data:image/webp;base64,${preview.toString("base64")}`;
  return {
    ...{ ok: true, bytes: data },
    facts: { key, width, height, blur, ...(isOpaque && { colour: shortColour(dominant) }) },
  };
}

/** In three digits: a card has it until its picture is there, and a list has many. */
const shortColour = ({ r, g, b }: Stats["dominant"]): string =>
  `#${[r, g, b].map((part) => Math.round(part / 17).toString(16)).join("")}`;
