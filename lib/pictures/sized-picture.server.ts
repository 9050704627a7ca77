import "server-only";
import sharp, { type Sharp } from "sharp";
import { log } from "@/lib/base/log.server";
import type { PictureKey, SizedKey } from "@/lib/model/picture";
import { atMost } from "./at-most";
import { type PictureStorage, PictureStorageError, type StoredFile } from "./storage-type";

/** Each takes a core for up to a second, and the memory of a whole picture. */
const inTurn = atMost(2);
const underWay = new Map<SizedKey, Promise<Uint8Array<ArrayBuffer> | null>>();

/** Which of the formats a browser takes, by its `Accept`. Mail readers and other sites, which ask for none by name, get that of the stored picture. */
export function sizedKey(key: PictureKey, width: number, accept: string | null): SizedKey {
  const dot = key.lastIndexOf(".");
  const format = (["avif", "webp"] as const).find((one) => accept?.includes(`image/${one}`));
  return `${key.slice(0, dot)}-${width}.${format ?? (key.endsWith(".png") ? "png" : "jpg")}`;
}

/** A picture in a width, in pixels: made when it is first asked for, and then kept beside the picture. Null when there is no such picture. */
export async function readSized(
  storage: PictureStorage,
  key: PictureKey,
  width: number,
  sized: SizedKey,
): Promise<StoredFile | null> {
  const kept = await storage.read(sized);
  if (kept) return kept;
  const making = underWay.get(sized) ?? inTurn(() => make(storage, key, width, sized));
  underWay.set(sized, making);
  const bytes = await making.finally(() => underWay.delete(sized));
  return bytes && { size: bytes.length, body: new Blob([bytes]).stream() };
}

async function make(
  storage: PictureStorage,
  key: PictureKey,
  width: number,
  sized: SizedKey,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await storage.read(key);
  if (!file) return null;
  const picture = sharp(await new Response(file.body).arrayBuffer()).resize({
    width,
    withoutEnlargement: true,
  });
  const bytes = new Uint8Array(await encode(picture, sized));
  try {
    await storage.put(sized, bytes);
  } catch (error) {
    // The keys of a store may be for reading alone. What was made is shown all the same.
    if (!(error instanceof PictureStorageError)) throw error;
    log.warn(`A size of a picture was not kept. ${error.message}`, { code: error.code });
  }
  return bytes;
}

function encode(picture: Sharp, sized: SizedKey): Promise<Buffer> {
  if (sized.endsWith(".avif")) return picture.avif({ quality: 55, effort: 3 }).toBuffer();
  if (sized.endsWith(".webp")) return picture.webp({ quality: 75 }).toBuffer();
  if (sized.endsWith(".png")) return picture.png({ compressionLevel: 9 }).toBuffer();
  return picture.jpeg({ quality: 75, progressive: true }).toBuffer();
}
