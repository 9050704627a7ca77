import "server-only";
import { log } from "@/lib/base/log.server";
import type { PictureKey } from "@/lib/model/picture";
import { pictureStorage } from "./storage.server";
import { PictureStorageError, type StoredFile } from "./storage-type";

type OpenedPicture =
  | { ok: true; file: StoredFile }
  | { ok: false; code: "not_found" | PictureStorageError["code"] };

/** For those who look at it: an outage is told to the log, and only its code to them. */
export async function openPicture(key: PictureKey): Promise<OpenedPicture> {
  try {
    const file = await pictureStorage().read(key);
    return file ? { ok: true, file } : { ok: false, code: "not_found" };
  } catch (error) {
    if (!(error instanceof PictureStorageError)) throw error;
    log.error(error.message, { code: error.code });
    return { ok: false, code: error.code };
  }
}
