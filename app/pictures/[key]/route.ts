import { z } from "zod";
import { isPictureKey } from "@/lib/model/picture";
import { PICTURE_WIDTHS } from "@/lib/model/picture-sizes";
import { pictureFor } from "@/lib/pictures/open-picture.server";
import { route } from "@/lib/routes/route.server";

const YEAR = 31_536_000;

/** A stored picture, or one of its widths, which is the same for ever: its name is the hash of what it contains. `s-maxage` is what Vercel's network goes by. */
export const GET = route(
  {
    from: "anyone",
    params: z.object({ key: z.string().refine(isPictureKey) }),
    query: z.object({
      w: z.coerce
        .number()
        .refine((width) => PICTURE_WIDTHS.includes(width))
        .optional(),
    }),
    body: "none",
    owner: "nobody",
    limit: "none",
  },
  async ({ params: { key }, query: { w }, headers: asked, request: { method } }) => {
    const { name, mediaType, open } = pictureFor(key, w, asked.get("accept"));
    const headers = {
      etag: `"${name}"`,
      "cache-control": `public, max-age=${YEAR}, s-maxage=${YEAR}, immutable`,
      ...(w !== undefined && { vary: "accept" }),
    };
    if (asked.get("if-none-match")?.includes(headers.etag)) {
      return new Response(null, { status: 304, headers });
    }
    const opened = await open();
    if (!opened.ok) return opened;
    const { size, body } = opened.file;
    if (method === "HEAD") await body.cancel();
    const more = { "content-type": mediaType, "content-length": `${size}` };
    return new Response(method === "HEAD" ? null : body, { headers: { ...headers, ...more } });
  },
);
