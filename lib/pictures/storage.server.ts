import "server-only";
import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "@/lib/config/env";
import type { PictureKey } from "@/lib/model/picture";

/** Where the files are. A key names its contents, so a file is never changed, and written once or again the same. */
export type PictureStorage = {
  put: (key: PictureKey, bytes: Uint8Array) => Promise<void>;
  has: (key: PictureKey) => Promise<boolean>;
  /** Null when there is no such picture. */
  read: (key: PictureKey) => Promise<Uint8Array<ArrayBuffer> | null>;
};

/** The folder of `PICTURES_DIR`. */
export function pictureStorage(): PictureStorage {
  const pathOf = (key: PictureKey) => join(env().PICTURES_DIR, key.slice(0, 2), key);
  return {
    // Renamed when it is whole, so that nobody reads a half of it.
    put: async (key, bytes) => {
      const path = pathOf(key);
      const unfinished = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(unfinished, bytes);
      await rename(unfinished, path);
    },
    has: (key) =>
      access(pathOf(key)).then(
        () => true,
        () => false,
      ),
    read: (key) =>
      readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      }),
  };
}
