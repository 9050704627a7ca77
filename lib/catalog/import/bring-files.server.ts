import "server-only";
import { inParallel } from "@/lib/base/in-parallel";
import type { GoodsFile } from "@/lib/catalog/goods/goods";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import type { Database } from "@/lib/db/client";
import { pictureBringer } from "@/lib/pictures/bring-pictures.server";
import type { FileOptions } from "@/lib/pictures/file-kind";
import { videoBringer } from "@/lib/videos/bring-videos.server";
import type { Finders } from "./stored-goods.server";

/** A video may have 50 MB, and is in memory as a whole. */
const AT_ONCE = { picture: 4, video: 2 };

type Bring = ReturnType<typeof pictureBringer>["bring"] | ReturnType<typeof videoBringer>["bring"];

export type Bringers = Finders & { bring: { picture: Bring; video: Bring } };

/** Files that are not stored yet, by what a file of goods calls them. */
export type MissingFiles = Record<keyof Bringers["bring"], Map<string, GoodsFile>>;

export function bringersOf(options: FileOptions): Bringers {
  const [pictures, videos] = [pictureBringer(options), videoBringer(options)];
  return {
    findPictures: pictures.find,
    findVideos: videos.find,
    bring: { picture: pictures.bring, video: videos.bring },
  };
}

/** These come before anything is written, and stay when another does not come: the next try goes on from there. */
export async function bringFiles(
  db: Database,
  { bring }: Bringers,
  missing: MissingFiles,
  onFile: ((done: number, all: number) => void) | undefined,
): Promise<ImportIssue[]> {
  const issues: ImportIssue[] = [];
  const all = missing.picture.size + missing.video.size;
  let done = 0;
  for (const kind of ["picture", "video"] as const)
    await inParallel([...missing[kind].values()], AT_ONCE[kind], async ({ source, line, column }) => {
      const brought = await bring[kind](db, source);
      const { code, message } = brought.ok ? {} : brought;
      if (code) issues.push({ line, column, code, message: `${source}: ${message}`, about: source });
      done += 1;
      onFile?.(done, all);
    });
  return issues.toSorted((one, other) => one.line - other.line);
}
