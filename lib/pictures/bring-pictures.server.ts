import "server-only";
import { stat } from "node:fs/promises";
import { join } from "node:path";
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
import { askedOnce } from "./asked-once";
import type { FileKind, FileOptions } from "./file-kind";
import { givenFiles } from "./given-files.server";
import { MOST_BYTES, type PictureRefusal, refuse } from "./picture-refusal";
import { preparePicture } from "./prepare-picture.server";
import { pictureStorage } from "./storage.server";
import type { PictureStorage } from "./storage-type";
import { storeOnce } from "./store-once.server";

const LOOKS_AT_ONCE = 16;

type Brought = { ok: true; facts: PictureFacts } | PictureRefusal;

export type PictureBringer = {
  /** Those of the sources that are stored already, or are files under `public/`. Asks the storage for those that it has not been asked for. */
  find: (q: Queryable, sources: readonly string[]) => Promise<Map<string, FoundPicture>>;
  /** Stores a picture that is not stored yet. */
  bring: (q: Queryable, source: string) => Promise<Brought>;
};

const PICTURES: FileKind = {
  noun: "pictures",
  mostBytes: MOST_BYTES,
  withinMs: 30_000,
  accept: "image/jpeg,image/png,image/webp,image/avif",
  isStored: (source) => pictureKeyOf(source) !== null,
};

/** Turns what a merchant's file names into stored pictures. A source is a URL, the path of a stored picture or of a file under `public/`, or the name of a file. */
export function pictureBringer(options: FileOptions): PictureBringer {
  const storage = askedOnce(pictureStorage());
  const given = givenFiles(options, PICTURES);
  return {
    find: async (q, sources) => {
      const named = await given.namesOf(sources);
      const keys = sources.flatMap((source) => pictureKeyOf(source) ?? []);
      const own = await publicFiles(sources);
      const stored = await readStored(q, storage, [...named.values()], keys);
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
      const file = await given.read(source);
      if (!file.ok) return refuse(`picture_${file.why}`, file.message);
      const [same] = (await readStored(q, storage, file.names, [])).bySource.values();
      const brought: Brought = same ? { ok: true, facts: same } : await store(q, storage, file.bytes);
      if (!brought.ok) return brought;
      const { key } = brought.facts;
      for (const name of file.names)
        await q
          .insert(pictureSources)
          .values({ source: name, key })
          .onConflictDoUpdate({ target: pictureSources.source, set: { key } });
      return brought;
    },
  };
}

/** Those of the sources that are files of the project's own: they are served as they are, so nothing is stored of them. */
async function publicFiles(sources: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  await inParallel(new Set(sources.filter(isPublicPath)), LOOKS_AT_ONCE, async (path) => {
    const file = await stat(join(process.cwd(), "public", path)).catch(() => null);
    if (file?.isFile()) found.add(path);
  });
  return found;
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
    if ((await storage.size(key)) === null) missing.add(key);
  });
  const there = ({ key }: { key: PictureKey }) => !missing.has(key);
  return {
    byKey: new Map(own.filter(there).map((row) => [picturePath(row.key), factsOf(row)])),
    bySource: new Map(named.filter((row) => there(row.facts)).map((row) => [row.source, factsOf(row.facts)])),
  };
}

/** Stores a picture that somebody sent. */
export const storePicture = (q: Queryable, given: Uint8Array): Promise<Brought> =>
  store(q, pictureStorage(), given);

async function store(q: Queryable, storage: PictureStorage, given: Uint8Array): Promise<Brought> {
  const prepared = await preparePicture(given);
  if (!prepared.ok) return prepared;
  const { facts, bytes } = prepared;
  await storeOnce(storage, facts.key, bytes);
  await q.insert(pictures).values(facts).onConflictDoNothing();
  return { ok: true, facts };
}
