import { readFileSync } from "node:fs";

/** Of this package: its description stands beside the folder of the sources, and beside that of what is built. */
export function packageVersion(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
      if (name === "local-stripe") return String(version);
    } catch {
      // The next one may be it.
    }
  }
  return "unknown";
}
