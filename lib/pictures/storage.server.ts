import "server-only";
import { type Env, env } from "@/lib/config/env";
import { folderStorage } from "./folder-storage.server";
import { s3Storage } from "./s3-storage.server";
import type { PictureStorage } from "./storage-type";
import { vercelBlobStorage } from "./vercel-blob-storage.server";

/** Servers other than Amazon's mostly have one region, and take this name for it. */
const FIRST_REGION = "us-east-1";

let known: PictureStorage | undefined;

/** The one that the settings name: a bucket, or else a store of Vercel Blob, or else a folder. */
export function pictureStorage(): PictureStorage {
  known ??= storageOf(env());
  return known;
}

function storageOf(settings: Env): PictureStorage {
  const { PICTURES_S3_BUCKET: bucket, PICTURES_S3_ACCESS_KEY_ID: id } = settings;
  if (!bucket)
    return settings.BLOB_READ_WRITE_TOKEN
      ? vercelBlobStorage(settings.BLOB_READ_WRITE_TOKEN)
      : folderStorage(settings.PICTURES_DIR);
  const secret = settings.PICTURES_S3_SECRET_ACCESS_KEY;
  return s3Storage({
    bucket,
    region: settings.PICTURES_S3_REGION ?? FIRST_REGION,
    endpoint: settings.PICTURES_S3_ENDPOINT,
    pathStyle: settings.PICTURES_S3_PATH_STYLE,
    keys: id && secret ? { id, secret } : undefined,
  });
}
