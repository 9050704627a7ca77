import "server-only";
import { log } from "@/lib/base/log.server";
import { PictureStorageError, type StoredFile } from "./storage-type";

type NotOpened = { ok: false; code: "not_found" | PictureStorageError["code"] };
export type OpenedFile = { ok: true; file: StoredFile } | NotOpened;

export async function openFile(read: () => Promise<StoredFile | null>): Promise<OpenedFile> {
  const found = await foundIn(read);
  return found.ok ? { ok: true, file: found.value } : found;
}

/** Asks a storage for what it may not have. An outage is told to the log, and only its code to those who look. */
export async function foundIn<Value>(
  ask: () => Promise<Value | null>,
): Promise<{ ok: true; value: Value } | NotOpened> {
  try {
    const value = await ask();
    return value === null ? { ok: false, code: "not_found" } : { ok: true, value };
  } catch (error) {
    if (!(error instanceof PictureStorageError)) throw error;
    log.error(error.message, { code: error.code });
    return { ok: false, code: error.code };
  }
}
