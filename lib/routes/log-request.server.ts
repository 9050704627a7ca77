import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { describeError } from "@/lib/base/describe-error";
import { log, withLogFields } from "@/lib/base/log.server";
import type { RouteOutcome } from "./answer";

/** What an answer is about, for its line in the log. */
type About = { code?: string; orderId?: string };

const about = z.object({
  code: z.string().optional().catch(undefined),
  orderId: z.string().optional().catch(undefined),
});

export function aboutOf(outcome: RouteOutcome): About {
  return outcome instanceof Response ? {} : about.parse(outcome);
}

/** Answers a request, and logs one line about it. Every line that is logged meanwhile has its id and its route. */
export function logRequest(
  { method, url, headers }: Request,
  params: unknown,
  answer: () => Promise<{ response: Response; about: About }>,
): Promise<Response> {
  const began = performance.now();
  const request = requestId(headers);
  const route = routeOf(new URL(url).pathname, params);
  const took = () => Math.round(performance.now() - began);
  return withLogFields({ request, route }, async () => {
    try {
      const { response, about } = await answer();
      const { status } = response;
      const isOurs = status >= 500;
      log[isOurs ? "error" : "info"](`${method} ${route} ${status}`, {
        method,
        status,
        ms: took(),
        ...about,
      });
      return response;
    } catch (error) {
      log.error(`${method} ${route} failed: ${describeError(error)}`, { method, status: 500, ms: took() });
      throw error;
    }
  });
}

/** That of a proxy in front of the store, so that its log and ours can be read together, or a new one. */
function requestId(headers: Headers): string {
  const given = headers.get("x-vercel-id")?.split("::").at(-1) ?? headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** The path with the names of its parameters in place of their values. The query is left out: it may have secrets. */
function routeOf(path: string, params: unknown): string {
  const values = Object.entries(typeof params === "object" && params !== null ? params : {});
  return values.reduce(
    (route, [name, value]) => route.replace(`/${encodeURIComponent(String(value))}`, `/[${name}]`),
    path,
  );
}
