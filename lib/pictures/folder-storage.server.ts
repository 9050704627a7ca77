import "server-only";
import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { storageFailure } from "./storage-failure.server";
import {
  type FilePart,
  type PictureStorage,
  type StoredFile,
  type StoredName,
  storedPath,
} from "./storage-type";

/** A folder of this machine. */
export function folderStorage(folder: string): PictureStorage {
  const place = `the folder ${folder}`;
  const pathOf = (key: StoredName) => join(folder, storedPath(key));
  const size = (key: StoredName): Promise<number | null> =>
    stat(pathOf(key)).then(
      (found) => found.size,
      (error) => {
        if (isMissing(error)) return null;
        throw storageFailure(place, error);
      },
    );
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
    size,
    read: async (key, part) => {
      const whole = await size(key);
      if (whole === null) return null;
      const { first, last } = part ?? { first: 0, last: whole - 1 };
      return { size: last - first + 1, body: streamOf(pathOf(key), { first, last }) };
    },
  };
}

const CHUNK = 65_536;

/** Opens the file when the first of it is asked for, so that a body that nobody reads holds nothing; closes it at the end, and when the reader leaves. */
function streamOf(path: string, { first, last }: FilePart): StoredFile["body"] {
  let file: FileHandle | undefined;
  let at = first;
  return new ReadableStream(
    {
      pull: async (controller) => {
        file ??= await open(path);
        const wanted = Math.min(CHUNK, last + 1 - at);
        const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, at);
        at += bytesRead;
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        await file.close();
        controller.close();
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
}

const isMissing = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
