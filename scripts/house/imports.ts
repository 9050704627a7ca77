import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync, Visitor } from "rolldown/utils";

export type Import = {
  /** The imported name as it is written. */
  name: string;
  /** The line's number, from 1. */
  line: number;
  /** Whether only types are imported, which do not exist at run time. */
  isType: boolean;
};

/** All imports in the order of the file; none of other files than TypeScript. @throws Error when the code can't be parsed */
export function importsOf(path: string, code: string): Import[] {
  if (!/\.m?tsx?$/.test(path)) return [];
  const parsed = parseSync(path, code);
  const { module } = parsed;
  const [error] = parsed.errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const found: (Omit<Import, "line"> & { at: number })[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const isType = entries.length > 0 && entries.every((entry) => entry.isType);
    found.push({ name: moduleRequest.value, at: moduleRequest.start, isType });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ name: moduleRequest.value, at: moduleRequest.start, isType });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const name = /^["'`]([^"'`$]+)["'`]$/.exec(code.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (name) found.push({ name, at: moduleRequest.start, isType: false });
  }
  // The syntax tree is slow to read, and few files need it.
  if (code.includes("import(")) {
    const visitor = new Visitor({
      TSImportType({ source }) {
        found.push({ name: source.value, at: source.start, isType: true });
      },
    });
    visitor.visit(parsed.program);
  }
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ name, at, isType }) => ({ name, isType, line: code.slice(0, at).split("\n").length }));
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", "/index.ts"];

/** The imported file, from the repository's root; null for a package, or a missing file. */
export function resolveImport(from: string, name: string): string | null {
  if (!name.startsWith("@/") && !name.startsWith(".")) return null;
  const base = name.startsWith("@/") ? name.slice(2) : join(dirname(from), name);
  return ENDINGS.map((end) => base + end).find((path) => /\.\w+$/.test(path) && existsSync(path)) ?? null;
}

const known = new Map<string, Import[]>();

export function readImports(path: string): Import[] {
  const found = known.get(path) ?? importsOf(path, readFileSync(path, "utf8"));
  known.set(path, found);
  return found;
}
