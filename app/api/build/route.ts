import { BUILD } from "@/lib/base/build";
import { route } from "@/lib/routes/route.server";

/** `{ build }`: which build answers, so that an older page can find out that it is old. */
export const GET = route({ from: "anyone", body: "none", owner: "nobody", limit: "none" }, () => ({
  ok: true,
  build: BUILD,
}));
