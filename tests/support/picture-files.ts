import sharp, { type Sharp } from "sharp";

/** A picture of one colour, which no other has. */
export const plainPicture = (width = 60, height = 80, red = 200): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 90, b: 40 } } });

export const jpeg = (width?: number, height?: number, red?: number): Promise<Buffer> =>
  plainPicture(width, height, red).jpeg().toBuffer();
