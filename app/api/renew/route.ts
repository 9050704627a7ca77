import { z } from "zod";
import { renewSince } from "@/lib/catalog/revalidate.server";
import { route } from "@/lib/routes/route.server";

const query = z.object({ since: z.string().regex(/^\d{1,19}$/) });

/** Renews in this process what shows goods that have changed since a transaction of the database. The process itself asks for it, when it sees a change. */
export const GET = route(
  { from: "cron", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { since } }) => {
    await renewSince(since);
    return { ok: true };
  },
);
