import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isAllowedLicence, licensedPackages } from "@/scripts/house/licences";

describe.each(["package-lock.json", "tests/mutation/package-lock.json"])("the packages of %s", (path) => {
  it("have a licence that the store may depend on", () => {
    const packages = licensedPackages(JSON.parse(readFileSync(path, "utf8")));
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(({ licence }) => !isAllowedLicence(licence))).toEqual([]);
  });
});

describe("a licence", () => {
  it.each([
    ["MIT", true],
    ["(MIT AND Zlib)", true],
    ["GPL-3.0-only OR MIT", true],
    ["MIT AND GPL-3.0-only", false],
    ["AGPL-3.0-only", false],
    ["SEE LICENSE IN LICENSE", false],
    [null, false],
  ])("%s is allowed: %s", (licence, allowed) => expect(isAllowedLicence(licence)).toBe(allowed));

  it("of a package for another platform is that of the package that asks for it", () => {
    const lock = {
      packages: {
        "": {},
        "node_modules/tool": {
          version: "1.0.0",
          license: "GPL-3.0-only",
          optionalDependencies: { "tool-mac": "1.0.0" },
        },
        "node_modules/tool-mac": { version: "1.0.0" },
        "node_modules/unknown": { version: "1.0.0" },
      },
    };
    expect(licensedPackages(lock).map(({ name, licence }) => [name, licence])).toEqual([
      ["tool", "GPL-3.0-only"],
      ["tool-mac", "GPL-3.0-only"],
      ["unknown", null],
    ]);
  });
});
