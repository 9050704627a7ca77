import "server-only";
import { createHash } from "node:crypto";
import type { PictureStorage, StoredName } from "./storage-type";

/**
 * Stores a file that is not there yet, and writes over none. Every storage can do that, while not every server refuses a second write by itself.
 * @throws when another file has the name
 */
export async function storeOnce(storage: PictureStorage, key: StoredName, bytes: Uint8Array): Promise<void> {
  const there = await storage.read(key);
  if (!there) return storage.put(key, bytes);
  const stored = createHash("sha256");
  for await (const part of there.body) stored.update(part);
  if (stored.digest("hex") !== createHash("sha256").update(bytes).digest("hex"))
    throw new Error(`${storage.place} has another file by the name ${key}`);
}
