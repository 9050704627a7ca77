import { z } from "zod";
import { HEALTH_PARTS, readiness } from "@/lib/health/readiness.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const query = z.object({
  parts: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(HEALTH_PARTS)).min(1).max(HEALTH_PARTS.length))
    .optional(),
});

/** 200 when the store can work, 503 with the parts that can't. `?parts=database,migrations` looks at these only, for a load balancer. */
export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: asked }) => {
    const { ready, parts } = await readiness(asked.parts);
    return ready ? { ok: true, status: "ready", parts } : { ok: false, code: "store_not_ready", parts };
  },
);
