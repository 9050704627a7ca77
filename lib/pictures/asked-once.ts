import type { PictureStorage, StoredName } from "./storage-type";

/** Asks a storage once for each file: it may be far away, and a transaction must not wait for it. */
export function askedOnce(storage: PictureStorage): PictureStorage {
  const known = new Map<StoredName, number | null>();
  return {
    ...storage,
    size: async (key) => {
      const found = known.get(key);
      const size = found === undefined ? await storage.size(key) : found;
      known.set(key, size);
      return size;
    },
    put: async (key, bytes) => {
      await storage.put(key, bytes);
      known.set(key, bytes.length);
    },
  };
}
