import { BUILD } from "@/lib/base/build";
import { route } from "@/lib/routes/route.server";

/** `{ build }`: which build answers. Pages ask it when something fails that an older page may fail at. */
export const GET = route({ from: "anyone", body: "none", owner: "nobody", limit: "none" }, () => ({
  ok: true,
  build: BUILD,
}));
