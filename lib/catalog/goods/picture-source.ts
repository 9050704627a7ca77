import { isPublicPath, pictureKeyOf } from "@/lib/model/picture";
import { videoKeyOf } from "@/lib/model/video";

export const PICTURE_SOURCE =
  "must be an address as https://example.com/mug.jpg, the name of a file, or the path of a file under public/ as /art/mug.svg";

/** Whether a text can name a picture: a URL, the path of a stored picture or of a file under `public/`, or a file within a folder. */
export const isPictureSource = (text: string): boolean =>
  pictureKeyOf(text) !== null || isPublicPath(text) || isUrlOrFile(text);

export const VIDEO_SOURCE = "must be an address as https://example.com/mug.mp4, or the name of a file";

/** Whether a text can name a video: a URL, the path of a stored video, or a file within a folder. */
export const isVideoSource = (text: string): boolean => videoKeyOf(text) !== null || isUrlOrFile(text);

function isUrlOrFile(text: string): boolean {
  if (/^https?:/i.test(text)) return URL.canParse(text);
  return /^[^/\\:][^\\:]*$/.test(text) && !text.split("/").includes("..");
}
