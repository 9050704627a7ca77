import "server-only";
import { desc } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { pictures } from "@/lib/db/schema";
import { pictureStorage } from "@/lib/pictures/storage.server";
import { PictureStorageError } from "@/lib/pictures/storage-type";
import { type Finding, note, right, wrong } from "./finding";

const NOBODYS = `${"0".repeat(40)}.jpg` as const;

/** Looks for the newest picture where the settings say that pictures are. Writes nothing. */
export async function checkPictures(): Promise<Finding[]> {
  const storage = pictureStorage();
  const { place } = storage;
  const [newest] = await db()
    .select({ key: pictures.key })
    .from(pictures)
    .orderBy(desc(pictures.createdAt))
    .limit(1);
  try {
    const isThere = (await storage.size(newest?.key ?? NOBODYS)) !== null;
    if (!newest) return [note(`goods have no pictures of their own yet; they would be in ${place}`)];
    if (isThere) return [right(`the newest picture of goods is in ${place}`)];
    const what = `the newest picture of goods, ${newest.key}, is not in ${place}`;
    const fix =
      "let PICTURES_S3_BUCKET, BLOB_READ_WRITE_TOKEN or PICTURES_DIR name the place that npm run catalog:import wrote to, or copy the files there";
    return [wrong("pictures_missing", what, fix)];
  } catch (error) {
    if (!(error instanceof PictureStorageError)) throw error;
    return [
      wrong(
        error.code,
        error.message,
        "check PICTURES_DIR, the PICTURES_S3_ settings or BLOB_READ_WRITE_TOKEN, and what the keys allow",
      ),
    ];
  }
}
