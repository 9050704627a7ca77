import "server-only";
import { type PictureKey, pictureMediaType } from "@/lib/model/picture";
import { type OpenedFile, openFile } from "./open-file.server";
import { readSized, sizedKey } from "./sized-picture.server";
import { pictureStorage } from "./storage.server";

/** What of a picture is shown: all of it, or a width, in the format that the reader takes. `name` is that of one file, which never changes. */
export function pictureFor(
  key: PictureKey,
  width: number | undefined,
  accept: string | null,
): { name: string; mediaType: string; open: () => Promise<OpenedFile> } {
  const storage = pictureStorage();
  if (width === undefined)
    return { name: key, mediaType: pictureMediaType(key), open: () => openFile(() => storage.read(key)) };
  const sized = sizedKey(key, width, accept);
  const open = () => openFile(() => readSized(storage, key, width, sized));
  return { name: sized, mediaType: pictureMediaType(sized), open };
}
