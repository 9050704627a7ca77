import { type PictureKey, pictureMediaType, type SizedKey } from "@/lib/model/picture";
import { isVideoKey, type VideoKey, videoMediaType } from "@/lib/model/video";

export type StoredFile = {
  /** Of `body`, in bytes. */
  size: number;
  /** Read from the storage as fast as it is taken, so that little of it is in memory at a time. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
};

/** A picture, one of its sizes, or a video. */
export type StoredName = PictureKey | SizedKey | VideoKey;

/** A part of a file: its first byte and its last one, counted from 0. Both are in the file. */
export type FilePart = { first: number; last: number };

/** Where the files are. A key names its contents, so a file is never changed. All three throw `PictureStorageError` when the storage can't be used. */
export type PictureStorage = {
  /** What a merchant knows it by. */
  place: string;
  put: (key: StoredName, bytes: Uint8Array) => Promise<void>;
  /** In bytes; null when there is no such file. */
  size: (key: StoredName) => Promise<number | null>;
  /** Null when there is no such file. A body that nobody reads is to be cancelled. */
  read: (key: StoredName, part?: FilePart) => Promise<StoredFile | null>;
};

export const storedMediaType = (key: StoredName): string =>
  isVideoKey(key) ? videoMediaType(key) : pictureMediaType(key);

/** A connection that is slower than 125 kB a second is taken for one that stands still. @returns milliseconds */
export const uploadTime = (bytes: Uint8Array): number => Math.floor(bytes.length / 125);

/** In folders of their first letters, so that none has all of them. The same in every storage, so that one can be copied to another. */
export const storedPath = (key: StoredName): string => `${key.slice(0, 2)}/${key}`;

/** An outage of the storage, or a setting of it that is wrong. The message is for the merchant, and holds no secret. */
export class PictureStorageError extends Error {
  override name = "PictureStorageError";
  readonly code = "pictures_unavailable";
}
