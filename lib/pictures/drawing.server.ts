import "server-only";
import sharp from "sharp";

const MOST_LETTERS = 1_000_000;
const MOST_SECONDS = 10;
/** Dots per inch at which a drawing has its own size. */
const OWN_DENSITY = 72;
const MOST_DENSITY = 2_400;

type Drawn = { ok: true; bytes: Uint8Array } | { ok: false; why: "too_large" | "foreign" | "broken" };

/** Whether a file is an SVG, by its first letters. */
export const isDrawing = (bytes: Uint8Array): boolean =>
  /^(?:\s|\ufeff|<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE\s[^>[]*(?:\[[^\]]*\]\s*)?>)*<svg[\s>]/i.test(
    Buffer.from(bytes.subarray(0, 4_000)).toString("utf8"),
  );

/** What a drawing may name is in the drawing: anything else would be missing in the picture, and an entity can make a short file a huge one. */
const isSelfContained = (svg: string): boolean =>
  !/<!ENTITY|@import|<\?xml-stylesheet/i.test(svg) &&
  [...svg.matchAll(/\b(?:href|src)\s*=\s*(["'])\s*([^"']*)/gi)].every(([, , to = ""]) =>
    /^(?:#|data:image\/(?:png|jpeg|webp);|$)/i.test(to),
  ) &&
  [...svg.matchAll(/url\(\s*["']?\s*([^"')]*)/gi)].every(([, to = ""]) => to.startsWith("#"));

/** Makes a PNG of an SVG, which is not kept: a browser would run what is in it. @param height in pixels; the width follows */
export async function drawPicture(given: Uint8Array, height: number): Promise<Drawn> {
  const svg = Buffer.from(given).toString("utf8");
  if (svg.length > MOST_LETTERS) return { ok: false, why: "too_large" };
  if (!isSelfContained(svg)) return { ok: false, why: "foreign" };
  try {
    const own = await sharp(given).metadata();
    const density = Math.min(MOST_DENSITY, Math.ceil((OWN_DENSITY * height) / Math.max(1, own.height ?? 1)));
    const bytes = await sharp(given, { density })
      .resize({ height, withoutEnlargement: true })
      .png()
      .timeout({ seconds: MOST_SECONDS })
      .toBuffer();
    return { ok: true, bytes };
  } catch {
    return { ok: false, why: "broken" };
  }
}
