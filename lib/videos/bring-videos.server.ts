import "server-only";
import { createHash } from "node:crypto";
import { eq, inArray, or } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { videoSources, videos } from "@/lib/db/schema";
import { type VideoFacts, videoKeyFor, videoKeyOf, videoPath } from "@/lib/model/video";
import { askedOnce } from "@/lib/pictures/asked-once";
import type { FileKind, FileOptions } from "@/lib/pictures/file-kind";
import { givenFiles } from "@/lib/pictures/given-files.server";
import { pictureStorage } from "@/lib/pictures/storage.server";
import type { PictureStorage } from "@/lib/pictures/storage-type";
import { storeOnce } from "@/lib/pictures/store-once.server";
import { MOST_VIDEO_BYTES, prepareVideo } from "./prepare-video";
import type { VideoRefusal } from "./video-refusal";

export type VideoBringer = {
  /** Those of the sources that are stored already. Asks the storage for those that it has not been asked for. */
  find: (q: Queryable, sources: readonly string[]) => Promise<Map<string, VideoFacts>>;
  /** Stores a video that is not stored yet. */
  bring: (q: Queryable, source: string) => Promise<{ ok: true } | VideoRefusal>;
};

const VIDEOS: FileKind = {
  noun: "videos",
  mostBytes: MOST_VIDEO_BYTES,
  withinMs: 180_000,
  accept: "video/mp4,video/webm",
  isStored: (source) => videoKeyOf(source) !== null,
};

/** Turns what a merchant's file names into stored videos. A source is a URL, the path of a stored video, or the name of a file. */
export function videoBringer(options: FileOptions): VideoBringer {
  const storage = askedOnce(pictureStorage());
  const given = givenFiles(options, VIDEOS);
  return {
    find: async (q, sources) => {
      const named = await given.namesOf(sources);
      const stored = await readStored(q, storage, [...named.values()], sources);
      return new Map(
        sources.flatMap((source) => {
          const facts = stored.get(source) ?? stored.get(named.get(source) ?? "");
          return facts ? [[source, facts]] : [];
        }),
      );
    },
    bring: async (q, source) => {
      const file = await given.read(source);
      if (!file.ok) return { ok: false, code: `video_${file.why}`, message: file.message };
      const [same] = (await readStored(q, storage, file.names, [])).values();
      const stored = same ? { ok: true as const, key: same.key } : await store(q, storage, file.bytes);
      if (!stored.ok) return stored;
      const { key } = stored;
      for (const name of file.names)
        await q
          .insert(videoSources)
          .values({ source: name, key })
          .onConflictDoUpdate({ target: videoSources.source, set: { key } });
      return { ok: true };
    },
  };
}

/** By what they were made of, and by their paths: what the database has of them, and the storage too. */
async function readStored(
  q: Queryable,
  storage: PictureStorage,
  names: readonly string[],
  paths: readonly string[],
): Promise<Map<string, VideoFacts>> {
  const keys = paths.flatMap((path) => videoKeyOf(path) ?? []);
  const found = new Map<string, VideoFacts>();
  if (names.length + keys.length === 0) return found;
  const rows = await q
    .select({ video: videos, source: videoSources.source })
    .from(videos)
    .leftJoin(videoSources, eq(videoSources.key, videos.key))
    .where(or(inArray(videoSources.source, [...names]), inArray(videos.key, keys)));
  for (const { video, source } of rows) {
    const { createdAt, ...facts } = video;
    if ((await storage.size(facts.key)) === null) continue;
    for (const name of [videoPath(facts.key), ...(source === null ? [] : [source])])
      found.set(name, { ...facts, since: createdAt.toISOString() });
  }
  return found;
}

/** Stores a video that somebody sent. */
export const storeVideo = (q: Queryable, given: Uint8Array) => store(q, pictureStorage(), given);

async function store(q: Queryable, storage: PictureStorage, given: Uint8Array) {
  const prepared = prepareVideo(given);
  if (!prepared.ok) return prepared;
  const hash = createHash("sha256").update(given).digest("hex");
  const key = videoKeyFor(hash, prepared.ending);
  await storeOnce(storage, key, given);
  await q
    .insert(videos)
    .values({ key, ...prepared.facts })
    .onConflictDoNothing();
  return { ok: true as const, key };
}
