import { z } from "zod";
import { apiError } from "@/lib/http/api-error";
import { wantedOf } from "@/lib/http/byte-range";
import { isVideoKey, videoMediaType } from "@/lib/model/video";
import { foundIn, openFile } from "@/lib/pictures/open-file.server";
import { pictureStorage } from "@/lib/pictures/storage.server";
import { route } from "@/lib/routes/route.server";

const YEAR = 31_536_000;

/** A stored video, which is the same for ever: its name is the hash of what it contains. Players ask for it in parts. */
export const GET = route(
  {
    from: "anyone",
    params: z.object({ key: z.string().refine(isVideoKey) }),
    body: "none",
    owner: "nobody",
    limit: "none",
  },
  async ({ params: { key }, headers: asked, request: { method }, locale }) => {
    const etag = `"${key}"`;
    const headers = {
      etag,
      "accept-ranges": "bytes",
      "cache-control": `public, max-age=${YEAR}, s-maxage=${YEAR}, immutable`,
    };
    if (asked.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
    const storage = pictureStorage();
    const found = await foundIn(() => storage.size(key));
    if (!found.ok) return found;
    const size = found.value;
    const about = { ...headers, "content-type": videoMediaType(key) };
    if (method === "HEAD") return new Response(null, { headers: { ...about, "content-length": `${size}` } });
    const isSame = (asked.get("if-range") ?? etag) === etag;
    const wanted = wantedOf(isSame ? asked.get("range") : null, size);
    if (wanted.kind === "none") {
      const refusal = apiError("range_invalid", locale);
      refusal.headers.set("content-range", `bytes */${size}`);
      return refusal;
    }
    const part = wanted.kind === "part" ? wanted.part : undefined;
    const opened = await openFile(() => storage.read(key, part));
    if (!opened.ok) return opened;
    const { file } = opened;
    const length = { "content-length": `${file.size}` };
    if (!part) return new Response(file.body, { headers: { ...about, ...length } });
    const range = { "content-range": `bytes ${part.first}-${part.last}/${size}` };
    return new Response(file.body, { status: 206, headers: { ...about, ...length, ...range } });
  },
);
