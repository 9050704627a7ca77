import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bannedPackages, fileCircles, type SourceFile, wrongArrows } from "./arrows";
import { exportedTwice, namesIn, unusedExports } from "./exports";
import { readImports, resolveImport } from "./imports";
import { BANS, HOUSES, STORE_ROOTS } from "./plan";

/** Each fault is a sentence. Empty: all imports go down, and every export is used and has a name of its own. */
export function checkHouses(): string[] {
  return [...HOUSES.flatMap(arrowFaults), ...exportFaults()];
}

function arrowFaults({ roots, floors }: (typeof HOUSES)[number]): string[] {
  const files = roots.flatMap(filesUnder).map(sourceFile);
  return [...wrongArrows(files, floors), ...fileCircles(files), ...bannedPackages(files, BANS)];
}

function exportFaults(): string[] {
  const files = filesUnder(".").map((path) => namesIn(path, readFileSync(path, "utf8")));
  const among = (roots: readonly string[]) =>
    files.filter(({ path }) => roots.some((root) => path === root || path.startsWith(`${root}/`)));
  const checked = [...HOUSES.flatMap(({ roots }) => roots), "scripts"];
  return [...exportedTwice(among(STORE_ROOTS)), ...unusedExports(among(checked), files)];
}

function sourceFile(path: string): SourceFile {
  const imports = readImports(path).map((one) => ({ ...one, target: resolveImport(path, one.name) }));
  return { path, imports };
}

/** TypeScript files of a folder, without made ones, or the named file. */
export function filesUnder(root: string): string[] {
  if (/\.tsx?$/.test(root)) return [root];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isFile()) return /\.tsx?$/.test(path) ? [path] : [];
    return entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name) ? filesUnder(path) : [];
  });
}
