import { z } from "zod";
import { renewSince, renewWithSettings } from "@/lib/catalog/revalidate.server";
import { route } from "@/lib/routes/route.server";

const query = z.object({
  since: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
});

/**
 * Renews in this process what shows goods or settings that have changed since a transaction of the database; every page without one. The process itself asks for it, when it
 * sees a change, and when it begins.
 */
export const GET = route(
  { from: "cron", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { since } }) => {
    if (since !== undefined) return { ok: true, ...(await renewSince(since)) };
    await renewWithSettings();
    return { ok: true };
  },
);
