import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bannedPackages, fileCircles, type SourceFile, wrongArrows } from "./arrows";
import { exportedTwice, namesIn, unusedExports } from "./exports";
import { readImports, resolveImport } from "./imports";
import { BANS, HOUSES, STORE_ROOTS } from "./plan";

/** All faults, each as a sentence. None: all imports go down, and every export is used and has a name of its own. @param planted code of more files */
export function checkHouses(planted: Readonly<Record<string, string>> = {}): string[] {
  return [...HOUSES.flatMap(arrowFaults), ...exportFaults(planted)];
}

function arrowFaults({ roots, floors }: (typeof HOUSES)[number]): string[] {
  const files = roots.flatMap(filesUnder).map(sourceFile);
  return [...wrongArrows(files, floors), ...fileCircles(files), ...bannedPackages(files, BANS)];
}

function exportFaults(planted: Readonly<Record<string, string>>): string[] {
  const files = [
    ...filesUnder(".").map((path) => namesIn(path, readFileSync(path, "utf8"))),
    ...Object.entries(planted).map(([path, code]) => namesIn(path, code)),
  ];
  const among = (roots: readonly string[]) =>
    files.filter(({ path }) => roots.some((root) => path === root || path.startsWith(`${root}/`)));
  const checked = [...HOUSES.flatMap(({ roots }) => roots), "scripts"];
  return [...exportedTwice(among(STORE_ROOTS)), ...unusedExports(among(checked), files)];
}

function sourceFile(path: string): SourceFile {
  const imports = readImports(path).map((one) => ({ ...one, target: resolveImport(path, one.name) }));
  return { path, imports };
}

/** TypeScript files of a folder, without those that commands make, or the named file. */
export function filesUnder(root: string): string[] {
  if (/\.tsx?$/.test(root)) return [root];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isFile()) return /\.tsx?$/.test(path) ? [path] : [];
    return entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name) ? filesUnder(path) : [];
  });
}
