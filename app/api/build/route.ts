import { BUILD } from "@/lib/base/build";

/** `{ build }`: which build answers. Pages ask it when something fails that an older page may fail at. */
export function GET(): Response {
  return Response.json({ build: BUILD }, { headers: { "Cache-Control": "no-store" } });
}
