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
