import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Local } from "../state/local";
import { preflight } from "./api";
import { worldOfPath } from "./choose-world";
import { unrecognizedUrl } from "./errors";
import type { Reply, Router } from "./router";

const BODY_LIMIT_BYTES = 1_048_576;
/** Of uploaded files. */
const FILE_LIMIT_BYTES = 16_777_216;

/** A server for one loopback address. */
export function makeServer(local: () => Local, router: Router): Server {
  const flush = () => local().store.flush();
  return createServer((request, response) => {
    answer(local(), router, request)
      .catch((error: unknown): Reply => {
        console.error(error);
        return {
          status: 500,
          body: { error: { type: "api_error", message: "The local Stripe failed; see its log." } },
        };
      })
      .then((reply) => {
        // What is answered is kept, also when the process dies right after.
        flush();
        write(response, reply, local());
      })
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
}

async function answer(local: Local, router: Router, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? "/", local.baseUrl);
  const method = request.method ?? "GET";
  if (method === "OPTIONS") return preflight();
  const body = await readBody(request, url.pathname === "/v1/files" ? FILE_LIMIT_BYTES : BODY_LIMIT_BYTES);
  if (body === null) {
    return {
      status: 413,
      body: { error: { type: "invalid_request_error", message: "The body is too large." } },
    };
  }
  const match = router.match(method === "HEAD" ? "GET" : method, url.pathname);
  if (!match) {
    const { status, fields } = unrecognizedUrl(method, url.pathname);
    const isOfApi = url.pathname.startsWith("/v1/");
    return { status, body: isOfApi ? { error: fields } : `Nothing here: ${method} ${url.pathname}` };
  }
  // Calls of /v1 and /_local choose their account themselves.
  const isPage = !/^\/(v1|v2|_local)\//.test(url.pathname);
  return match.handler({
    local: (isPage ? worldOfPath({ local, path: url.pathname }) : undefined) ?? local,
    method,
    path: url.pathname,
    params: match.params,
    query: url.searchParams,
    headers: request.headers,
    body,
  });
}

/** Reads a body; null when it is larger than the limit. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size <= limit) chunks.push(part);
  }
  return size > limit ? null : Buffer.concat(chunks);
}

function write(response: ServerResponse, reply: Reply, local: Local): void {
  if (reply.cut) {
    response.destroy();
    return;
  }
  const { body } = reply;
  const isRaw = typeof body === "string" || Buffer.isBuffer(body) || body === undefined;
  const content = isRaw ? (body ?? "") : JSON.stringify(body, null, 2);
  response.writeHead(reply.status, {
    "content-type": isRaw ? "text/plain; charset=utf-8" : "application/json",
    ...reply.headers,
    ...(reply.framedBy && framing(reply, local)),
    "content-length": Buffer.byteLength(content),
  });
  response.end(content);
}

/** Pages of this machine's own web servers, on any port. */
const LOOPBACK =
  "http://localhost:* http://127.0.0.1:* http://*.localhost:* https://localhost:* https://127.0.0.1:*";

/** A page's policy with who may frame it: the merchant's pages are on this machine, on the public address's host, or where the settings say. */
function framing({ framedBy, headers }: Reply, { baseUrl, framesFrom }: Local) {
  const { hostname } = new URL(baseUrl);
  const merchants = [LOOPBACK, `http://${hostname}:* https://${hostname}:*`, ...framesFrom].join(" ");
  const ancestors =
    framedBy === "loopback" ? merchants : framedBy === "self" ? `'self' ${merchants}` : "'none'";
  const policy = headers?.["content-security-policy"];
  return { "content-security-policy": `${policy ? `${policy}; ` : ""}frame-ancestors ${ancestors}` };
}
