import { z } from "zod";
import { isPictureKey } from "@/lib/model/picture";
import { pictureStorage } from "@/lib/pictures/storage.server";
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
    const bytes = await pictureStorage().read(key);
    if (!bytes) return { ok: false, code: "not_found" };
    const type = key.endsWith(".png") ? "image/png" : "image/jpeg";
    return new Response(bytes, { headers: { ...headers, "content-type": type } });
  },
);
