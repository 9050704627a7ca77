import { isPublicPath, pictureKeyOf } from "@/lib/model/picture";

export const PICTURE_SOURCE =
  "must be an address as https://example.com/mug.jpg, the name of a file, or the path of a file under public/ as /art/mug.svg";

/** Whether a text can name a picture: a URL, the path of a stored picture or of a file under `public/`, or a file within a folder. */
export function isPictureSource(text: string): boolean {
  if (/^https?:/i.test(text)) return URL.canParse(text);
  if (pictureKeyOf(text) !== null || isPublicPath(text)) return true;
  return /^[^/\\:][^\\:]*$/.test(text) && !text.split("/").includes("..");
}
