import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { AREAS, type Area } from "./areas";

const root = fileURLToPath(new URL("../../", import.meta.url));
const areas: Readonly<Record<string, Area>> = AREAS;

/** The tests of one area, and no others: they run again for every change that Stryker makes in it. */
export default defineConfig({
  root,
  resolve: {
    alias: { "@/": root, "server-only": `${root}tests/support/server-only.ts` },
  },
  test: {
    // Stryker watches the time itself.
    testTimeout: 60_000,
    // Every change begins with a process of its own, whose files may share what they load.
    isolate: false,
    setupFiles: ["tests/mutation/short-properties.ts"],
    include: [...(areas[process.env.MUTATION_AREA ?? ""]?.tests ?? [])],
  },
});
