import { cleanMp4, isMp4 } from "./mp4";
import { type VideoRefusal, VideoRefused } from "./video-refusal";
import { cleanWebm, isWebm } from "./webm";

/** Pixels as it is shown, and how long it is in seconds. */
export type ContainerFacts = { width: number; height: number; seconds: number };

export const MOST_VIDEO_BYTES = 50_000_000;
const MOST_SECONDS = 300;
/** Of the longer and of the shorter edge: what phones film as 4K. */
const MOST_PIXELS = { long: 3_840, short: 2_160 };

type Prepared = { ok: true; ending: "mp4" | "webm"; facts: ContainerFacts } | VideoRefusal;

/** Checks a video by its contents, and empties within `bytes` all that is not its image or its sound, such as places and names. Nothing moves. */
export function prepareVideo(bytes: Uint8Array): Prepared {
  try {
    if (bytes.length > MOST_VIDEO_BYTES)
      throw new VideoRefused("video_too_large", `it has more than ${MOST_VIDEO_BYTES / 1e6} MB`);
    const ending = isMp4(bytes) ? "mp4" : isWebm(bytes) ? "webm" : null;
    if (!ending) throw new VideoRefused("video_type", "it is neither an MP4 nor a WebM");
    const facts = ending === "mp4" ? cleanMp4(bytes) : cleanWebm(bytes);
    const { width, height, seconds } = facts;
    if (seconds > MOST_SECONDS)
      throw new VideoRefused(
        "video_too_long",
        `it lasts ${Math.ceil(seconds)} seconds, more than ${MOST_SECONDS}`,
      );
    const { long, short } = MOST_PIXELS;
    if (Math.max(width, height) > long || Math.min(width, height) > short)
      throw new VideoRefused(
        "video_too_many_pixels",
        `it has ${width} x ${height} pixels, more than ${long} x ${short}`,
      );
    if (!(width > 0 && height > 0 && seconds > 0))
      throw new VideoRefused("video_broken", "it has no size, or lasts no time");
    return { ok: true, ending, facts: { ...facts, seconds: Math.round(seconds * 1_000) / 1_000 } };
  } catch (error) {
    if (error instanceof VideoRefused) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}
