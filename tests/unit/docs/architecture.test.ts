import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STORE } from "@/scripts/house/plan";
import { inBackticks, page, sectionOf } from "@/tests/support/docs";

describe("ARCHITECTURE.md", () => {
  const text = page("ARCHITECTURE.md");

  /** The folders of each numbered line, the lowest line first. */
  const storeys = text
    .split("\n")
    .filter((line) => /^\d\. /.test(line))
    .map((line) => {
      const [first = "", ...rest] = inBackticks(line);
      return first.endsWith("/")
        ? rest.map((name) => `${first}${name}`)
        : [first, ...rest].map((name) => `lib/${name}`);
    });

  it("names every folder of lib/", () => {
    const parts = STORE.flatMap((floor) => floor.parts).filter((part) => part.startsWith("lib/"));
    expect(storeys.flat().sort()).toEqual(parts.sort());
  });

  it("has them in the order of the plan", () => {
    const heights = storeys.map((parts) =>
      parts.map((part) => STORE.findIndex((floor) => floor.parts.includes(part))),
    );
    for (const [index, storey] of heights.slice(1).entries()) {
      expect(Math.min(...storey)).toBeGreaterThan(Math.max(...(heights[index] ?? [])));
    }
  });

  it("tells the order of locks that the code keeps, and so does its decision", () => {
    const source = readFileSync("lib/db/locks.server.ts", "utf8");
    const [, list = ""] = /const LOCK_ORDER = \[([^\]]+)\]/.exec(source) ?? [];
    const order = Array.from(list.matchAll(/"([^"]+)"/g), ([, kind]) => kind ?? "");
    expect(order[0]).toBe("checkout");
    expect(sectionOf(text, "\n## Locks\n")).toContain(`\n${order.join(" -> ")}\n`);
    const decision = page("docs/decisions/0013-one-lock-order.md")
      .replaceAll(/ \([^)]+\)/g, "")
      .replaceAll(/\s+/g, " ");
    const [, told = ""] = /locks in one order: ([^.]+)\./.exec(decision) ?? [];
    expect(told.split(" -> ").map((kind) => kind.replace(/s$/, ""))).toEqual(
      order.map((kind) => kind.replace(/s$/, "")),
    );
  });
});
