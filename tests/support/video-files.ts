import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const videoFile = (name: string): string =>
  fileURLToPath(new URL(`../videos/${name}`, import.meta.url));

/** A file of `tests/videos`: seconds long, made by ffmpeg, and named for what it is. */
export const video = (name: string): Promise<Buffer> => readFile(videoFile(name));
