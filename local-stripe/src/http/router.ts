import type { IncomingHttpHeaders } from "node:http";
import type { Local } from "../state/local";

/** One HTTP request, with its whole body. `local` gives a handler the state, the clock and the event log. */
export interface Context {
  local: Local;
  method: string;
  /** The path without the query, still percent-encoded. */
  path: string;
  /** Decoded `:name` parts of the route's path; the rest of a `/*` route is `params["*"]`. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An object body is sent as JSON. `cut` destroys the connection instead of answering. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | object;
  cut?: boolean;
  /** Who may show a page in a frame: `loopback` are the merchant's pages. The server adds it to the page's policy. */
  framedBy?: "nobody" | "self" | "loopback";
}

export type Handler = (context: Context) => Reply | Promise<Reply>;

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

interface Match {
  handler: Handler;
  params: Record<string, string>;
}

/** Routes in the order they were added; the first match is used. */
export class Router {
  private readonly routes: Route[] = [];

  get(path: string, handler: Handler): void {
    this.add("GET", path, handler);
  }

  post(path: string, handler: Handler): void {
    this.add("POST", path, handler);
  }

  delete(path: string, handler: Handler): void {
    this.add("DELETE", path, handler);
  }

  match(method: string, path: string): Match | undefined {
    for (const route of this.routes) {
      if (route.method !== method) continue;
      const found = route.pattern.exec(path);
      if (!found) continue;
      const params: Record<string, string> = {};
      route.names.forEach((name, index) => {
        params[name] = safeDecode(found[index + 1] ?? "");
      });
      return { handler: route.handler, params };
    }
    return undefined;
  }

  private add(method: string, path: string, handler: Handler): void {
    const names: string[] = [];
    const source = path
      .split("/")
      .map((part) => {
        if (part.startsWith(":")) {
          names.push(part.slice(1));
          return "([^/]+)";
        }
        if (part === "*") {
          names.push("*");
          return "(.*)";
        }
        return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      })
      .join("/");
    this.routes.push({ method, pattern: new RegExp(`^${source}$`), names, handler });
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
