import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
/** The desk's own are made by `route`, and ask for a right besides. */
const WRAPPERS: Readonly<Record<string, string>> = {
  route: "@/lib/routes/route.server",
  deskChange: "@/lib/staff/desk-route.server",
  deskRead: "@/lib/staff/desk-route.server",
  deskTrial: "@/lib/staff/desk-route.server",
};

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.tsx?$/.test(file))
  .map((file) => join("app", file));

/** The handlers that a file exports, each with the function that makes it; null where none does. */
function handlersOf(code: string): { method: string; maker: string | null }[] {
  const declared = new RegExp(
    `^export\\s+(?:const|let|var|async function|function)\\s+(${METHODS})\\b(.*)$`,
    "gm",
  );
  const handlers = [...code.matchAll(declared)].map(([, method = "", rest = ""]) => ({
    method,
    maker: rest.match(/^ = (\w+)\(/)?.[1] ?? null,
  }));
  // Handlers by another name, or of another file, can't be looked through.
  const renamed = code.match(/^export\s*(?:\{|\*)/gm) ?? [];
  return [...handlers, ...renamed.map((method) => ({ method, maker: null }))];
}

/** Whether a function is the wrapper, or returns what the wrapper makes. */
function isWrapper(name: string, file: string, code: string): boolean {
  const source = code.match(new RegExp(`^import \\{[^}]*\\b${name}\\b[^}]*\\} from "([^"]+)";$`, "m"))?.[1];
  if (!source) return false;
  if (WRAPPERS[name] === source) return true;
  if (!source.startsWith(".")) return false;
  const path = `${join(dirname(file), source)}.ts`;
  if (!existsSync(path)) return false;
  const there = readFileSync(path, "utf8");
  const maker = there.match(new RegExp(`^export const ${name} = [^;]*?\\) =>\\s*(\\w+)\\(`, "m"))?.[1];
  return !!maker && isWrapper(maker, path, there);
}

function problemsOf(file: string, code: string): string[] {
  const handlers = handlersOf(code);
  if (handlers.length === 0) return ["exports no handler"];
  return handlers.flatMap(({ method, maker }) => [
    ...(maker && isWrapper(maker, file, code) ? [] : [`${method} is not made by route()`]),
    // What changes something is never for another site's page to ask.
    ...(method !== "GET" && /from: "anyone"/.test(partOf(method, code)) ? [`${method} is for anyone`] : []),
  ]);
}

/** What a file says of one of its handlers. */
const partOf = (method: string, code: string): string =>
  code.split(/^export /m).find((part) => part.startsWith(`const ${method} `)) ?? code;

describe("every route", () => {
  it("is found", () => {
    expect(files).toContain(join("app", "api", "webhooks", "stripe", "route.ts"));
    expect(files.length).toBeGreaterThan(30);
  });

  it.each(files)("says who may ask, what and how often: %s", (file) => {
    expect(problemsOf(file, readFileSync(file, "utf8"))).toEqual([]);
  });
});

describe("a handler that is not made by the wrapper", () => {
  const wrapper = 'import { route } from "@/lib/routes/route.server";\n';

  it.each([
    "export async function POST(request: Request) {\n  return Response.json({});\n}",
    "export const GET = async () => Response.json({});",
    'import { route } from "./mine";\nexport const POST = route({});',
    "const handler = route({});\nexport { handler as POST };",
    'export * from "../other/route";',
  ])("is found: %s", (code) => {
    const own = code.includes("import") ? code : wrapper + code;
    expect(problemsOf("app/api/cart/route.ts", own)).not.toEqual([]);
  });

  it("is found where it is for anyone and changes something", () => {
    const code = `${wrapper}export const POST = route({ from: "anyone", body: "none" }, handle);`;
    expect(problemsOf("app/api/cart/route.ts", code)).toEqual(["POST is for anyone"]);
  });
});
