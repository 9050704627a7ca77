import { describe, expect, it } from "vitest";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { readImports, resolveImport } from "@/scripts/house/imports";
import { WAYS } from "@/scripts/house/ways";

/** Files whose values a file uses. */
const usedBy = (path: string) =>
  readImports(path).flatMap(({ name, isType }) => (isType ? [] : (resolveImport(path, name) ?? [])));

describe.each(CHECKOUT_SURFACES)("the way of an order on %s", (surface) => {
  const way = WAYS[surface];

  it("is twelve files at most", () => {
    expect(new Set(way).size).toBe(way.length);
    expect(way.length).toBeLessThanOrEqual(12);
  });

  it("goes from file to file, and never back", () => {
    for (const [index, path] of way.entries()) {
      const before = way.slice(0, index);
      if (!path.startsWith("app/")) expect(before.flatMap(usedBy), `who calls ${path}`).toContain(path);
      expect(
        usedBy(path).filter((used) => before.includes(used)),
        `what ${path} calls`,
      ).toEqual([]);
    }
  });
});
