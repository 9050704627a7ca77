import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { shop } from "@/lib/config/shop";
import { pictureKeyOf } from "@/lib/model/picture";
import { pictureFor } from "@/lib/pictures/open-picture.server";
import { AREA, type Paper, printable, QUIET, rule, style } from "./paper.server";

export type Logo = { picture: Buffer; width: number; height: number };

/** Four dots for each of the logo's own pixels are enough for paper. */
const DOTS = 4;
const MOST = { width: 180, height: 44 };

/** The shop's logo for light ground, as a picture that a PDF can hold; null where the shop has none. */
export async function readLogo(): Promise<Logo | null> {
  const { logo } = shop();
  const file = logo && (await readPicture(logo.light));
  if (!logo || !file) return null;
  const scale = Math.min(1, MOST.width / logo.width, MOST.height / logo.height);
  const [width, height] = [logo.width * scale, logo.height * scale];
  const picture = await sharp(file, { density: 72 * DOTS })
    .resize(Math.round(width * DOTS), Math.round(height * DOTS), { fit: "inside" })
    .png()
    .toBuffer();
  return { picture, width, height };
}

/** A picture that staff have brought, or a file under `public/`; null where there is none. */
async function readPicture(path: string): Promise<Uint8Array | null> {
  const key = pictureKeyOf(path);
  if (!key) return readFile(join(process.cwd(), "public", path)).catch(() => null);
  const opened = await pictureFor(key, undefined, null).open();
  // Without its logo an invoice says the shop's name, and is an invoice all the same.
  return opened.ok ? new Uint8Array(await new Response(opened.file.body).arrayBuffer()) : null;
}

/** The shop on the left, what this is on the right. */
export function drawHead(
  paper: Paper,
  { logo, shopName, title, number }: { logo: Logo | null; shopName: string; title: string; number: string },
): void {
  const top = paper.y;
  if (logo) paper.image(logo.picture, AREA.left, top, { width: logo.width, height: logo.height });
  else style(paper, 17, { bold: true }).text(printable(shopName), AREA.left, top, { width: 250 });
  const left = Math.max(paper.y, top + (logo?.height ?? 0));
  style(paper, 15, { bold: true }).text(title, AREA.left + 250, top, {
    width: AREA.width - 250,
    align: "right",
  });
  style(paper, 11, { colour: QUIET }).text(number, { width: AREA.width - 250, align: "right" });
  paper.y = Math.max(paper.y, left) + 10;
  rule(paper, paper.y);
  paper.y += 16;
}

/** An address on the left under its title, facts on the right; `size` is that of the address. */
export function drawParties(
  paper: Paper,
  {
    title,
    lines,
    facts,
    size,
  }: {
    title: string;
    lines: readonly string[];
    facts: readonly (readonly [string, string])[];
    size: number;
  },
): void {
  const top = paper.y;
  style(paper, 8, { colour: QUIET }).text(title, AREA.left, top, { width: 240 });
  style(paper, size);
  for (const line of lines) paper.text(printable(line), { width: 240 });
  const left = paper.y;
  let y: number = top;
  for (const [label, value] of facts) {
    style(paper, 9, { colour: QUIET }).text(label, AREA.left + 262, y, { width: 96 });
    const below = paper.y;
    style(paper, 9).text(printable(value), AREA.left + 362, y, { width: AREA.width - 362 });
    y = Math.max(below, paper.y) + 2;
  }
  paper.x = AREA.left;
  paper.y = Math.max(left, y) + 20;
}
