import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

// npm leaves out, or writes down without a hash, what it did not install on the machine that wrote the file.
describe.each(["package-lock.json", "tests/mutation/package-lock.json"])("%s", (path) => {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(path, "utf8")));
  const installed = Object.entries(packages).filter(([place]) => place.includes("node_modules/"));

  it("has a hash for every package", () => {
    const without = installed.filter(([, { integrity, link }]) => !link && !integrity);
    expect(without.map(([place]) => place)).toEqual([]);
  });

  it("names the packages of every platform", () => {
    const names = new Set(installed.map(([place]) => place.slice(place.lastIndexOf("node_modules/") + 13)));
    const wanted = installed.flatMap(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies),
    );
    expect(installed.length).toBeGreaterThan(100);
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });
});
