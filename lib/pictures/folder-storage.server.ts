import "server-only";
import { randomUUID } from "node:crypto";
import { access, type FileHandle, mkdir, open, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { storageFailure } from "./storage-failure.server";
import { type PictureStorage, type StoredFile, type StoredName, storedPath } from "./storage-type";

/** A folder of this machine. */
export function folderStorage(folder: string): PictureStorage {
  const place = `the folder ${folder}`;
  const pathOf = (key: StoredName) => join(folder, storedPath(key));
  return {
    place,
    // Renamed when it is whole, so that nobody reads a half of it.
    put: async (key, bytes) => {
      const path = pathOf(key);
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(unfinished, bytes);
        await rename(unfinished, path);
      } catch (error) {
        throw storageFailure(place, error);
      }
    },
    has: (key) =>
      access(pathOf(key)).then(
        () => true,
        (error) => {
          if (isMissing(error)) return false;
          throw storageFailure(place, error);
        },
      ),
    read: async (key) => {
      try {
        const file = await open(pathOf(key));
        const { size } = await file.stat();
        return { size, body: streamOf(file) };
      } catch (error) {
        if (isMissing(error)) return null;
        throw storageFailure(place, error);
      }
    },
  };
}

const CHUNK = 65_536;

/** Closes the file at its end, and when the reader leaves. */
function streamOf(file: FileHandle): StoredFile["body"] {
  return new ReadableStream({
    pull: async (controller) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK), 0, CHUNK);
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      await file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}

const isMissing = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
