import "server-only";
import { desc } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { pictures, videos } from "@/lib/db/schema";
import { pictureStorage } from "@/lib/pictures/storage.server";
import { PictureStorageError, type StoredName } from "@/lib/pictures/storage-type";
import { type Finding, note, right, wrong } from "./finding";

const NOBODYS = `${"0".repeat(40)}.jpg` as const;

/** Looks for the newest picture and the newest video where the settings say that they are. Writes nothing. */
export async function checkPictures(): Promise<Finding[]> {
  const { place } = pictureStorage();
  const [picture] = await db()
    .select({ key: pictures.key })
    .from(pictures)
    .orderBy(desc(pictures.createdAt))
    .limit(1);
  const [video] = await db()
    .select({ key: videos.key })
    .from(videos)
    .orderBy(desc(videos.createdAt))
    .limit(1);
  try {
    if (picture)
      return [
        await checkFile("picture", "pictures_missing", picture.key),
        ...(video ? [await checkFile("video", "videos_missing", video.key)] : []),
      ];
    await pictureStorage().size(NOBODYS);
    return [note(`goods have no pictures of their own yet; they would be in ${place}`)];
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

async function checkFile(
  kind: "picture" | "video",
  code: "pictures_missing" | "videos_missing",
  key: StoredName,
): Promise<Finding> {
  const { place, size } = pictureStorage();
  if ((await size(key)) !== null) return right(`the newest ${kind} of goods is in ${place}`);
  const fix =
    "let PICTURES_S3_BUCKET, BLOB_READ_WRITE_TOKEN or PICTURES_DIR name the place that npm run catalog:import wrote to, or copy the files there";
  return wrong(code, `the newest ${kind} of goods, ${key}, is not in ${place}`, fix);
}
