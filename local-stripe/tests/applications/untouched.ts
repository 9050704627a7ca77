import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is made by installing, building and running, and not part of an application. */
const MADE = new Set(["node_modules", ".next", ".git", "next-env.d.ts", "tsconfig.tsbuildinfo"]);

/** Which application this is: the commit of a checkout, or a package's version. */
export function versionOf(folder: string, library?: string): string {
  if (library) {
    const file = join(folder, "node_modules", library, "package.json");
    const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
    return version;
  }
  if (!existsSync(join(folder, ".git"))) return `files ${fingerprint(folder).slice(0, 7)}`;
  return git(folder, "rev-parse", "--short", "HEAD").trim();
}

/** One value for all of an application's files, to compare before and after. */
export function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  const files = existsSync(join(folder, ".git"))
    ? git(folder, "ls-files", "-z").split("\0").filter(Boolean)
    : filesIn(folder, "");
  for (const file of files.sort()) {
    if (MADE.has(file)) continue;
    const path = join(folder, file);
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : "gone");
  }
  return hash.digest("hex");
}

/** Files that are not as the checkout's commit has them. */
export function changedFiles(folder: string): string[] {
  if (!existsSync(join(folder, ".git"))) return [];
  return git(folder, "diff", "--name-only", "HEAD")
    .split("\n")
    .filter((file) => file && !MADE.has(file));
}

function filesIn(folder: string, under: string): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return [];
    const path = join(under, entry.name);
    return entry.isDirectory() ? filesIn(folder, path) : entry.isFile() ? [path] : [];
  });
}

const git = (folder: string, ...words: string[]): string =>
  execFileSync("git", ["-C", folder, ...words], { encoding: "utf8", maxBuffer: 1 << 26 });
