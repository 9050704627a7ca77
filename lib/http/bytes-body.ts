import { z } from "zod";
import type { BodyReader } from "./body-reader";

/** Reads a file that is the whole body, with at most so many bytes in memory. */
export const bytesBody = (limit: number): BodyReader<Uint8Array> =>
  Object.assign(
    async (request: Request) => {
      const tooLarge = { ok: false as const, code: "body_too_large" as const };
      if (Number(request.headers.get("content-length") ?? 0) > limit) return tooLarge;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of request.body ?? []) {
        size += chunk.byteLength;
        if (size > limit) return tooLarge;
        chunks.push(chunk);
      }
      return size > 0
        ? { ok: true as const, data: new Uint8Array(Buffer.concat(chunks)) }
        : { ok: false as const, code: "invalid_request" as const };
    },
    // A file may hold anything, JSON too.
    { schema: z.custom<Uint8Array>(), formats: ["json"] as const },
  );
