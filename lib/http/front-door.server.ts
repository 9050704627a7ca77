import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { splitPath } from "@/lib/base/i18n-path";
import { isMalformed } from "./malformed";

/** Its route answers 400 in the language of the page that was asked for. */
const MALFORMED_PATH = "/api/malformed";

/**
 * Sends requests that Next.js would answer with 500 to a route that answers 400. Node.js publishes each request before the server's
 * own listener gets it; `proxy.ts` would come too late, because Next.js first compares the path with the rules of `next.config.ts`.
 */
export function guardFrontDoor(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage && isMalformed(request)) redirectInside(request);
  });
}

function redirectInside(request: IncomingMessage): void {
  const { locale } = splitPath(request.url ?? "/");
  const { accept, connection } = request.headers;
  request.method = "GET";
  request.url = `${MALFORMED_PATH}?locale=${locale}`;
  request.headers = { host: "localhost", ...(accept && { accept }), ...(connection && { connection }) };
}
