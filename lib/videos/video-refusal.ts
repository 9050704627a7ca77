/** Why a video is not taken. Each is explained in docs/goods.md. */
export const VIDEO_CODES = [
  "video_unknown",
  "video_address",
  "video_not_fetched",
  "video_too_large",
  "video_too_long",
  "video_too_many_pixels",
  "video_type",
  "video_codec",
  "video_broken",
  "video_poster",
  "video_alt_missing",
] as const;

type VideoCode = (typeof VIDEO_CODES)[number];

/** `message` continues a sentence about the file. */
export type VideoRefusal = { ok: false; code: VideoCode; message: string };

/** Thrown within a parser, where a value of each step would hide what it does; `prepareVideo` catches it. */
export class VideoRefused extends Error {
  override name = "VideoRefused";
  constructor(
    readonly code: VideoCode,
    message: string,
  ) {
    super(message);
  }
}

/** A file that does not hold together. */
export const broken = (message: string) => new VideoRefused("video_broken", message);
