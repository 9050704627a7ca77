import { z } from "zod";
import { readBytes } from "./body";
import type { BodyReader } from "./body-reader";

/** Reads a file that is the whole body, with at most so many bytes in memory. */
export const bytesBody = (limit: number): BodyReader<Uint8Array> =>
  Object.assign(
    async (request: Request) => {
      const read = await readBytes(request, limit);
      if (!read.ok) return read;
      return read.bytes.length > 0
        ? { ok: true as const, data: new Uint8Array(read.bytes) }
        : { ok: false as const, code: "invalid_request" as const };
    },
    // A file may hold anything, JSON too.
    { schema: z.custom<Uint8Array>(), formats: ["json"] as const },
  );

/** Takes a file that is the whole body as it comes in; who reads it counts its bytes. */
export const streamedBody = (limit: number): BodyReader<AsyncIterable<Uint8Array>> =>
  Object.assign(
    async (request: Request) => {
      if (Number(request.headers.get("content-length") ?? 0) > limit)
        return { ok: false as const, code: "body_too_large" as const };
      return request.body
        ? { ok: true as const, data: request.body }
        : { ok: false as const, code: "invalid_request" as const };
    },
    { schema: z.custom<AsyncIterable<Uint8Array>>(), formats: ["json"] as const },
  );
