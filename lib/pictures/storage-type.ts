import type { PictureKey, SizedKey } from "@/lib/model/picture";

export type StoredFile = {
  /** In bytes. */
  size: number;
  /** Read from the storage as fast as it is taken, so that little of it is in memory at a time. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
};

/** A picture, or one of its sizes. */
export type StoredName = PictureKey | SizedKey;

/** Where the files are. A key names its contents, so a file is never changed. All three throw `PictureStorageError` when the storage can't be used. */
export type PictureStorage = {
  /** What a merchant knows it by. */
  place: string;
  put: (key: StoredName, bytes: Uint8Array) => Promise<void>;
  has: (key: StoredName) => Promise<boolean>;
  /** Null when there is no such picture. */
  read: (key: StoredName) => Promise<StoredFile | null>;
};

/** In folders of their first letters, so that none has all of them. The same in every storage, so that one can be copied to another. */
export const storedPath = (key: StoredName): string => `${key.slice(0, 2)}/${key}`;

/** An outage of the storage, or a setting of it that is wrong. The message is for the merchant, and holds no secret. */
export class PictureStorageError extends Error {
  override name = "PictureStorageError";
  readonly code = "pictures_unavailable";
}
