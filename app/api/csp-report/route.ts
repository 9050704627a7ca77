import { log } from "@/lib/base/log.server";
import { policyReport, type StoppedByPolicy } from "@/lib/http/policy-report";
import { count, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import { route } from "@/lib/routes/route.server";

/** Where browsers report what the Content Security Policy stopped. One line for each thing and page in an hour; nothing of a person. */
export const POST = route(
  {
    from: "own pages",
    body: policyReport,
    owner: "nobody",
    limit: ({ headers }) => count(limitsOf("policyReport", { from: requestSource(headers) })),
  },
  ({ body }) => {
    const { directive, blocked, page } = body;
    if (isNew(body)) {
      log.warn(`the content security policy stopped ${blocked} on ${page} (${directive})`);
    }
    return new Response(null, { status: 204 });
  },
);

const AGAIN_AFTER_MS = 60 * 60_000;
const MOST_KEPT = 500;
const lastTold = new Map<string, number>();

function isNew({ directive, blocked, page }: StoppedByPolicy): boolean {
  const key = `${directive} ${blocked} ${page}`;
  const now = Date.now();
  if (now - (lastTold.get(key) ?? 0) < AGAIN_AFTER_MS) return false;
  if (lastTold.size >= MOST_KEPT) lastTold.clear();
  lastTold.set(key, now);
  return true;
}
