import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("./", import.meta.url));
const resolve = {
  alias: {
    "@/": root,
    // The marker package throws outside React Server Components; tests run server code in plain Node.
    "server-only": `${root}tests/support/server-only.ts`,
    // Next's page cache exists inside a Next server only; the journeys show that pages follow.
    "next/cache": `${root}tests/support/next-cache.ts`,
  },
};

/** Files share a process, which loads the packages once; what one leaves behind is cleared before the next. */
const shared = {
  isolate: false,
  setupFiles: ["tests/support/clean-slate.ts"],
  // Vitest leaves one core to itself, which on a machine with two halves the speed.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};

const onDatabases = {
  ...shared,
  globalSetup: ["tests/integration/global-setup.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
};

/** A file that takes long and begins last keeps one core waiting. Vitest knows how long each took only from an earlier run. */
const LONGEST = [
  "crash-points",
  "deploying",
  "orders-model",
  "locks",
  "payment-once",
  "sync-at-once",
  "elements-attacks",
  "crash",
  "edits",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          ...shared,
          name: "unit",
          include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"],
          // Properties are tried on hundreds of cases, and a slow machine is no fault of theirs.
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: { ...onDatabases, name: "integration", include: ["tests/integration/**/*.test.ts"] },
      },
      {
        resolve,
        // On a machine with PostgreSQL the others run there alone: these ask how the store gets on with PGlite's one session.
        test: {
          ...onDatabases,
          name: "pglite",
          include: ["catalog/sync-at-once", "inbox", "transaction"].map(
            (name) => `tests/integration/${name}.test.ts`,
          ),
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: "local-stripe",
          include: ["local-stripe/tests/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
