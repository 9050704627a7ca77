import { contentsName } from "./contents-name";

type Ending = "mp4" | "webm";

/** The name of a stored video: the hash of what it contains, so what stands at its address never changes. */
export type VideoKey = `${string}.${Ending}`;

/** Of a stored video. */
export type VideoFacts = {
  key: VideoKey;
  /** Pixels, as it is shown. */
  width: number;
  height: number;
  seconds: number;
  /** When it was stored, as ISO 8601. */
  since: string;
};

const KEY = /^[0-9a-v]{20}\.(?:mp4|webm)$/;
const BASE = "/videos/";

export const isVideoKey = (text: string): text is VideoKey => KEY.test(text);

/** Where a video is served. */
export const videoPath = (key: VideoKey): string => BASE + key;

/** Null for a path that is no stored video. */
export function videoKeyOf(path: string): VideoKey | null {
  const key = path.startsWith(BASE) ? path.slice(BASE.length) : "";
  return isVideoKey(key) ? key : null;
}

export const videoKeyFor = (hash: string, ending: Ending): VideoKey => `${contentsName(hash)}.${ending}`;

export const videoMediaType = (key: VideoKey): "video/webm" | "video/mp4" =>
  key.endsWith(".webm") ? "video/webm" : "video/mp4";
