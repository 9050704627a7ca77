import { z } from "zod";

/**
 * Licences that the store may depend on, by their SPDX name: they ask for their notice to be kept, and no more of a program that uses them.
 * MPL and LGPL cover their own files; these packages are used as they are.
 */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Zlib",
]);

/** Packages that have their licence in a file and not in their package.json, as somebody has read it. */
const READ: Readonly<Record<string, string>> = { "png-js@2.0.0": "MIT" };

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

type LicensedPackage = {
  name: string;
  version: string;
  /** As the package says it; null where neither it nor the package that it belongs to says any. */
  licence: string | null;
  /** Whether it is for building and testing alone. */
  dev: boolean;
};

/** The packages of a lock file, of every platform. npm writes no licence for those of other platforms, which have that of the package that asks for them. */
export function licensedPackages(lock: unknown): LicensedPackage[] {
  const entries = Object.entries(lockFile.parse(lock).packages).filter(
    ([place, { link }]) => place.includes("node_modules/") && !link,
  );
  const parents = new Map(
    entries.flatMap(([, { license, optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => [name, license] as const),
    ),
  );
  return entries
    .map(([place, { version = "", license, dev = false }]) => {
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      return {
        name,
        version,
        licence: license ?? parents.get(name) ?? READ[`${name}@${version}`] ?? null,
        dev,
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}

/** Whether a licence is allowed: of several with OR one, of several with AND all. */
export function isAllowedLicence(licence: string | null): boolean {
  if (!licence) return false;
  return licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one.trim())));
}
