import { readFile } from "node:fs/promises";

/** In the package, in the place of `src/http/bundle.ts`: scripts and style sheets are built already. */
export function bundle(entry: string): Promise<string> {
  return asset(entry.replace(/\.ts$/, ".js"));
}

export function styles(file: string): Promise<string> {
  return asset(file);
}

const cache = new Map<string, Promise<string>>();

function asset(path: string): Promise<string> {
  const known = cache.get(path) ?? readFile(new URL(`./assets/${path}`, import.meta.url), "utf8");
  cache.set(path, known);
  return known;
}
