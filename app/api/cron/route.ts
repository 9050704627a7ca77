import { z } from "zod";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { logStartWarnings } from "@/lib/demonstration/start-warnings.server";
import { drainAll } from "@/lib/jobs/drain.server";
import { failedParts } from "@/lib/jobs/failed-parts";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const query = z.object({ scope: z.enum(["due", "everything"]).catch("everything") });

/**
 * Runs all due background work, for the scheduler. `?scope=due` leaves out what was checked in the last minute. On Vercel it also logs warnings for the
 * merchant, as nothing runs at the start there. 500 when a part failed, with the same report.
 */
export const GET = route(
  { from: "cron", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { scope } }) => {
    const report = await drainAll(scope);
    if (env().VERCEL && scope === "everything") await logStartWarnings(db(), env());
    const isWhole = failedParts(report).length === 0;
    return isWhole ? { ok: true, ...report } : { ok: false, code: "round_incomplete", ...report };
  },
);
