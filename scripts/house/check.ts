import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bannedPackages, fileCircles, type SourceFile, wrongArrows } from "./arrows";
import { readImports, resolveImport } from "./imports";
import { BANS, HOUSES } from "./plan";

/** Every fault in the repository's own houses, each as a sentence. Empty: all arrows point down. */
export function checkHouses(): string[] {
  return HOUSES.flatMap(({ roots, floors }) => {
    const files = roots.flatMap(filesUnder).map(sourceFile);
    return [...wrongArrows(files, floors), ...fileCircles(files), ...bannedPackages(files, BANS)];
  });
}

function sourceFile(path: string): SourceFile {
  const imports = readImports(path).map((one) => ({ ...one, target: resolveImport(path, one.name) }));
  return { path, imports };
}

/** TypeScript files of a folder, or the one file that is named. */
export function filesUnder(root: string): string[] {
  if (/\.tsx?$/.test(root)) return [root];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(root, file));
}
