import { z } from "zod";
import { isPictureKey, pictureMediaType } from "@/lib/model/picture";
import { openPicture } from "@/lib/pictures/open-picture.server";
import { route } from "@/lib/routes/route.server";

/** A stored picture, which is the same for ever: its name is the hash of what it contains. */
export const GET = route(
  {
    from: "anyone",
    params: z.object({ key: z.string().refine(isPictureKey) }),
    body: "none",
    owner: "nobody",
    limit: "none",
  },
  async ({ params: { key }, headers: asked }) => {
    const headers = { etag: `"${key}"`, "cache-control": "public, max-age=31536000, immutable" };
    if (asked.get("if-none-match")?.includes(headers.etag)) {
      return new Response(null, { status: 304, headers });
    }
    const opened = await openPicture(key);
    if (!opened.ok) return opened;
    const { size, body } = opened.file;
    const more = { "content-type": pictureMediaType(key), "content-length": `${size}` };
    return new Response(body, { headers: { ...headers, ...more } });
  },
);
