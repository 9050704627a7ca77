import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { inBackticks, page, REPOSITORY, sectionOf } from "@/tests/support/docs";

describe("ARCHITECTURE.md", () => {
  const text = page("ARCHITECTURE.md");

  it("names every folder of lib/, on the floors of the plan", () => {
    const listed = text
      .split("\n")
      .filter((line) => /^\d\. /.test(line))
      .flatMap((line) => {
        const [first = "", ...rest] = inBackticks(line);
        return first.endsWith("/")
          ? rest.map((name) => `${first}${name}`)
          : inBackticks(line).map((name) => `lib/${name}`);
      });
    const folders = REPOSITORY.filter((file) => file.startsWith("lib/")).map(dirname);
    const parts = folders.map((folder) => {
      const [, first = "", second = ""] = folder.split("/");
      return ["orders", "checkout"].includes(first) ? `lib/${first}/${second}` : `lib/${first}`;
    });
    expect(listed.sort()).toEqual([...new Set(parts)].sort());
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
