import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const videoFile = (name: string): string =>
  fileURLToPath(new URL(`../videos/${name}`, import.meta.url));

/** A file of `tests/videos`, whose README says how it was made. */
export const video = (name: string): Promise<Buffer> => readFile(videoFile(name));
