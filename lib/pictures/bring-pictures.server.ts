import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { eq, getTableColumns, inArray } from "drizzle-orm";
import { inParallel } from "@/lib/base/in-parallel";
import type { Queryable } from "@/lib/db/client";
import { pictureSources, pictures } from "@/lib/db/schema";
import {
  type FoundPicture,
  isPublicPath,
  type PictureFacts,
  type PictureKey,
  pictureKeyOf,
  picturePath,
} from "@/lib/model/picture";
import { ANY_SERVER, fetchPicture, PUBLIC_ONLY } from "./fetch-picture.server";
import { MOST_BYTES, type PictureRefusal, refuse, tooLarge } from "./picture-refusal";
import { preparePicture } from "./prepare-picture.server";
import { pictureStorage } from "./storage.server";
import type { PictureStorage, StoredName } from "./storage-type";
import { storeOnce } from "./store-once.server";

export type PictureOptions = {
  /** Files are looked for here by their names, before anything is fetched. */
  folder?: string | null | undefined;
  /** Also servers without https, and those of the own network. */
  fromAnyServer?: boolean | undefined;
};

const LOOKS_AT_ONCE = 16;

type Brought = { ok: true; facts: PictureFacts } | PictureRefusal;

export type PictureBringer = {
  /** Those of the sources that are stored already, or are files under `public/`. Asks the storage for those that it has not been asked for. */
  find: (q: Queryable, sources: readonly string[]) => Promise<Map<string, FoundPicture>>;
  /** Stores a picture that is not stored yet. */
  bring: (q: Queryable, source: string) => Promise<Brought>;
};

const isUrl = (source: string) => /^https?:/i.test(source);

/** Turns what a merchant's file names into stored pictures. A source is a URL, the path of a stored picture or of a file under `public/`, or the name of a file. */
export function pictureBringer({ folder, fromAnyServer }: PictureOptions): PictureBringer {
  const storage = remembering(pictureStorage());
  const reach = fromAnyServer ? ANY_SERVER : PUBLIC_ONLY;
  const hashes = new Map<string, string | null>();
  /** `sha256:…` of the folder's file; null without one. */
  const hashInFolder = async (source: string): Promise<string | null> => {
    const known = hashes.get(source);
    if (known !== undefined) return known;
    const path = folder ? await fileFor(folder, source) : null;
    const bytes = path && (await readBounded(path));
    const hash = bytes && hashOf(bytes);
    hashes.set(source, hash);
    return hash;
  };
  return {
    find: async (q, sources) => {
      const named = new Map<string, string | null>();
      for (const source of sources)
        named.set(source, (await hashInFolder(source)) ?? (isUrl(source) ? source : null));
      const keys = sources.flatMap((source) => pictureKeyOf(source) ?? []);
      const own = await publicFiles(sources);
      const stored = await readStored(q, storage, [...named.values()].filter(isText), keys);
      return new Map(
        sources.flatMap((source) => {
          const facts = stored.byKey.get(source) ?? stored.bySource.get(named.get(source) ?? "");
          const found = own.has(source) ? { path: source } : facts;
          return found ? [[source, found]] : [];
        }),
      );
    },
    bring: async (q, source) => {
      if (isPublicPath(source)) return refuse("picture_unknown", "there is no such file under public/");
      const path = folder ? await fileFor(folder, source) : null;
      if (!path && !isUrl(source)) return refuse("picture_unknown", unknown(folder));
      const bytes = path ? await readBounded(path) : await fetchPicture(source, reach);
      if (!bytes) return tooLarge();
      if ("ok" in bytes) return bytes;
      const hash = hashOf(bytes);
      const [same] = (await readStored(q, storage, [hash], [])).bySource.values();
      const brought: Brought = same ? { ok: true, facts: same } : await store(q, storage, bytes);
      if (!brought.ok) return brought;
      const { key } = brought.facts;
      for (const name of path ? [hash] : [hash, source])
        await q
          .insert(pictureSources)
          .values({ source: name, key })
          .onConflictDoUpdate({ target: pictureSources.source, set: { key } });
      return brought;
    },
  };
}

const unknown = (folder: string | null | undefined) =>
  folder ? `there is no such file in ${folder}` : "it is not in the store; name the folder that has it";

/** Those of the sources that are files of the project's own: they are served as they are, so nothing is stored of them. */
async function publicFiles(sources: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  await inParallel(new Set(sources.filter(isPublicPath)), LOOKS_AT_ONCE, async (path) => {
    const file = await stat(join(process.cwd(), "public", path)).catch(() => null);
    if (file?.isFile()) found.add(path);
  });
  return found;
}

const isText = (text: string | null): text is string => text !== null;
const hashOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A file of the folder: at the path that is given, or by the last part of an address. */
async function fileFor(folder: string, source: string): Promise<string | null> {
  const name = isUrl(source) || pictureKeyOf(source) ? lastPart(source) : source;
  if (!name || name.startsWith("/") || name.split(/[/\\]/).includes("..")) return null;
  for (const path of [join(folder, name), join(folder, name.slice(0, 2), name)]) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return path;
  }
  return null;
}

/** Null for a file that is larger than a picture may be. */
async function readBounded(path: string): Promise<Uint8Array | null> {
  return (await stat(path)).size > MOST_BYTES ? null : readFile(path);
}

function lastPart(source: string): string {
  const { pathname } = new URL(source, "https://store.invalid");
  try {
    return basename(decodeURIComponent(pathname));
  } catch {
    return basename(pathname);
  }
}

/** Asks a storage once for each picture: it may be far away, and a transaction must not wait for it. */
function remembering(storage: PictureStorage): PictureStorage {
  const known = new Map<StoredName, boolean>();
  return {
    ...storage,
    has: async (key) => {
      const is = known.get(key) ?? (await storage.has(key));
      known.set(key, is);
      return is;
    },
    put: async (key, bytes) => {
      await storage.put(key, bytes);
      known.set(key, true);
    },
  };
}

/** As products have them: what a picture does not have is left out. */
function factsOf({ colour, ...facts }: Omit<typeof pictures.$inferSelect, "createdAt">): PictureFacts {
  return { ...facts, ...(colour && { colour }) };
}

/** What the database has of them, and the storage too. */
async function readStored(
  q: Queryable,
  storage: PictureStorage,
  sources: readonly string[],
  ownKeys: readonly PictureKey[],
): Promise<{ byKey: Map<string, PictureFacts>; bySource: Map<string, PictureFacts> }> {
  const { key, width, height, blur, colour } = getTableColumns(pictures);
  const facts = { key, width, height, blur, colour };
  const named =
    sources.length === 0
      ? []
      : await q
          .select({ source: pictureSources.source, facts })
          .from(pictureSources)
          .innerJoin(pictures, eq(pictures.key, pictureSources.key))
          .where(inArray(pictureSources.source, [...sources]));
  const own =
    ownKeys.length === 0
      ? []
      : await q
          .select(facts)
          .from(pictures)
          .where(inArray(pictures.key, [...ownKeys]));
  const missing = new Set<PictureKey>();
  const keys = new Set([...named.map((row) => row.facts.key), ...own.map((row) => row.key)]);
  await inParallel(keys, LOOKS_AT_ONCE, async (key) => {
    if (!(await storage.has(key))) missing.add(key);
  });
  const there = ({ key }: { key: PictureKey }) => !missing.has(key);
  return {
    byKey: new Map(own.filter(there).map((row) => [picturePath(row.key), factsOf(row)])),
    bySource: new Map(named.filter((row) => there(row.facts)).map((row) => [row.source, factsOf(row.facts)])),
  };
}

async function store(q: Queryable, storage: PictureStorage, given: Uint8Array): Promise<Brought> {
  const prepared = await preparePicture(given);
  if (!prepared.ok) return prepared;
  const { facts, bytes } = prepared;
  await storeOnce(storage, facts.key, bytes);
  await q.insert(pictures).values(facts).onConflictDoNothing();
  return { ok: true, facts };
}
