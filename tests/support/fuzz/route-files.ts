import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Taken } from "@/lib/routes/route.server";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

type Handler = ((request: Request, context: { params: Promise<unknown> }) => Promise<Response>) & {
  takes: Taken;
};

export type FuzzedRoute = {
  /** "POST /api/cart". */
  name: string;
  method: (typeof METHODS)[number];
  /** With its names in brackets: "/api/orders/[id]". */
  path: string;
  handler: Handler;
};

const isHandler = (value: unknown): value is Handler => typeof value === "function" && "takes" in value;

/** All files of this name under `app`. */
export const appFiles = (name: string): string[] =>
  readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file === name || file.endsWith(`/${name}`))
    .map((file) => join("app", file))
    .sort();

/** The address of a route's or a page's file, without its groups. */
export const addressOf = (file: string): string =>
  `/${file
    .split("/")
    .slice(1, -1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`;

/** Every handler of every `route.ts` on disk. */
export async function allRoutes(): Promise<FuzzedRoute[]> {
  const found = await Promise.all(
    appFiles("route.ts").map(async (file) => {
      const path = addressOf(file);
      const module: unknown = await import(/* @vite-ignore */ join(process.cwd(), file));
      const exported = z.record(z.string(), z.unknown()).parse({ ...Object(module) });
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        if (handler === undefined) return [];
        if (!isHandler(handler)) throw new Error(`${method} of ${file} does not say what it takes`);
        return [{ name: `${method} ${path}`, method, path, handler }];
      });
    }),
  );
  return found.flat();
}
