import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readImports, resolveImport } from "@/scripts/house/imports";

const STRIPE = "lib/stripe/client.ts";

function asksStripe(file: string, seen = new Set<string>()): boolean {
  if (file === STRIPE) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return readImports(file).some(({ name, isType }) => {
    const imported = isType ? null : resolveImport(file, name);
    return imported !== null && asksStripe(imported, seen);
  });
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
