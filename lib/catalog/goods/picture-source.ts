import { pictureKeyOf } from "@/lib/model/picture";

export const PICTURE_SOURCE = "must be an address as https://example.com/mug.jpg, or the name of a file";

/** Whether a text can name a picture: a URL, the path of a stored picture, or a file within a folder. */
export function isPictureSource(text: string): boolean {
  if (/^https?:/i.test(text)) return URL.canParse(text);
  if (pictureKeyOf(text) !== null) return true;
  return /^[^/\\:][^\\:]*$/.test(text) && !text.split("/").includes("..");
}
