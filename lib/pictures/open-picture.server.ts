import "server-only";
import { log } from "@/lib/base/log.server";
import { type PictureKey, pictureMediaType } from "@/lib/model/picture";
import { readSized, sizedKey } from "./sized-picture.server";
import { pictureStorage } from "./storage.server";
import { PictureStorageError, type StoredFile } from "./storage-type";

type OpenedPicture =
  | { ok: true; file: StoredFile }
  | { ok: false; code: "not_found" | PictureStorageError["code"] };

/** What of a picture is shown: all of it, or a width, in the format that the reader takes. `name` is that of one file, which never changes. */
export function pictureFor(
  key: PictureKey,
  width: number | undefined,
  accept: string | null,
): { name: string; mediaType: string; open: () => Promise<OpenedPicture> } {
  const storage = pictureStorage();
  if (width === undefined)
    return { name: key, mediaType: pictureMediaType(key), open: () => openFile(() => storage.read(key)) };
  const sized = sizedKey(key, width, accept);
  const open = () => openFile(() => readSized(storage, key, width, sized));
  return { name: sized, mediaType: pictureMediaType(sized), open };
}

/** An outage is told to the log, and only its code to those who look. */
async function openFile(read: () => Promise<StoredFile | null>): Promise<OpenedPicture> {
  try {
    const file = await read();
    return file ? { ok: true, file } : { ok: false, code: "not_found" };
  } catch (error) {
    if (!(error instanceof PictureStorageError)) throw error;
    log.error(error.message, { code: error.code });
    return { ok: false, code: error.code };
  }
}
