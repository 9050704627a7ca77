import type { BrowserContext, Request, Response } from "@playwright/test";
import { liveKeyIn } from "./live-key";

const READS = ["GET", "HEAD", "OPTIONS"];
/** What may hold a key. A stream of events never ends. */
const LOOKED_AT = ["document", "script", "xhr", "fetch"];

export type Guard = {
  /** Requests that were not let out, each with why. */
  stopped: string[];
  /** Where a live key was seen. */
  live: string | null;
};

/**
 * Lets no request that could change something out of a browser before all that came until then was looked through for a live key, in
 * pages, scripts and answers; none after one was seen, and none at all with `readOnly`.
 */
export async function guardAgainstLive(
  context: BrowserContext,
  { readOnly }: { readOnly: boolean },
): Promise<Guard> {
  const guard: Guard = { stopped: [], live: null };
  const looking = new Set<Promise<void>>();
  const lookAt = async (response: Response) => {
    // An answer that was given up, or a redirect, has no text.
    const text = await response.text().catch(() => "");
    if (liveKeyIn(text)) guard.live ??= response.url();
  };
  context.on("response", (response) => {
    if (!LOOKED_AT.includes(response.request().resourceType())) return;
    const look: Promise<void> = lookAt(response).finally(() => looking.delete(look));
    looking.add(look);
  });
  await context.route(
    () => true,
    async (route, request) => {
      if (liveKeyIn(sentIn(request))) guard.live ??= request.url();
      if (READS.includes(request.method()) && !guard.live) return route.fallback();
      while (looking.size > 0) await Promise.all(looking);
      const why = whyNot(request, guard, readOnly);
      if (why === null) return route.fallback();
      guard.stopped.push(`${request.method()} ${request.url()}: ${why}`);
      return route.abort("blockedbyclient");
    },
  );
  return guard;
}

function whyNot(request: Request, { live }: Guard, readOnly: boolean): string | null {
  if (READS.includes(request.method())) return null;
  if (readOnly) return "the run is read-only";
  return live === null ? null : `a live key is in ${live}`;
}

/** Stripe.js sends the key with each call. */
const sentIn = (request: Request): string =>
  [request.url(), request.headers().authorization ?? "", request.postData() ?? ""].join(" ");
