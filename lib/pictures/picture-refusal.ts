/** Why a picture is not taken. Each is explained in docs/goods.md. */
export const PICTURE_CODES = [
  "picture_unknown",
  "picture_address",
  "picture_not_fetched",
  "picture_too_large",
  "picture_too_many_pixels",
  "picture_type",
  "picture_animated",
  "picture_broken",
] as const;

type PictureCode = (typeof PICTURE_CODES)[number];

/** `message` continues a sentence about the picture. */
export type PictureRefusal = { ok: false; code: PictureCode; message: string };

export const refuse = (code: PictureCode, message: string): PictureRefusal => ({ ok: false, code, message });

export const MOST_BYTES = 20_000_000;

export const tooLarge = (): PictureRefusal =>
  refuse("picture_too_large", `it has more than ${MOST_BYTES / 1_000_000} MB`);
