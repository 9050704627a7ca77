import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const STRIPE = "lib/stripe/client.ts";

/** What a file takes in for its values: types are gone when it runs. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, "utf8");
  return [...code.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm)]
    .map(([, named, awaited]) => resolve(file, named ?? awaited ?? ""))
    .filter((found) => found !== null);
}

function resolve(from: string, name: string): string | null {
  if (!name.startsWith("@/") && !name.startsWith(".")) return null;
  const base = name.startsWith("@/") ? name.slice(2) : join(dirname(from), name);
  return (
    ["", ".ts", ".tsx", "/index.ts"]
      .map((end) => base + end)
      .find((path) => /\.tsx?$/.test(path) && existsSync(path)) ?? null
  );
}

function asksStripe(file: string, seen = new Set<string>()): boolean {
  if (file === STRIPE) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((imported) => asksStripe(imported, seen));
}

const entries = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(route|page)\.tsx?$/.test(file))
  .map((file) => join("app", file));
const asking = entries.filter((file) => asksStripe(file));

describe("what asks Stripe while it answers", () => {
  it("is found", () => {
    expect(asking).toContain(join("app", "api", "webhooks", "stripe", "route.ts"));
    expect(asking).not.toContain(join("app", "[locale]", "cart", "page.tsx"));
    expect(asking.length).toBeGreaterThan(20);
  });

  it.each(asking)("has a minute for it on a platform that counts: %s", (file) => {
    expect(readFileSync(file, "utf8")).toMatch(/^export const maxDuration = 60;$/m);
  });
});
