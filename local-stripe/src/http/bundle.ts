import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const cache = new Map<string, Promise<string>>();

/** Bundled from TypeScript and kept in memory: `bundle("merchant-page/stripe.ts")`. @throws when the source does not compile */
export function bundle(entry: string): Promise<string> {
  return remember(entry, async () => {
    const result = await build({
      entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
      bundle: true,
      write: false,
      format: "iife",
      target: "es2022",
      minify: true,
      legalComments: "none",
      logLevel: "silent",
    });
    return result.outputFiles[0]?.text ?? "";
  });
}

/** A style sheet, as it is. */
export function styles(file: string): Promise<string> {
  return remember(file, () => readFile(new URL(`../${file}`, import.meta.url), "utf8"));
}

function remember(name: string, make: () => Promise<string>): Promise<string> {
  const known = cache.get(name);
  if (known) return known;
  const made = make();
  cache.set(name, made);
  made.catch(() => cache.delete(name));
  return made;
}
