import { join } from "node:path";

/** Both come from run.ts: an area of areas.ts, and a folder outside the repository, whose own checks would read a copy in it. */
const { MUTATION_AREA, MUTATION_FOLDER } = process.env;
if (!MUTATION_AREA || !MUTATION_FOLDER) throw new Error("Begin it with: npm run test:mutation");

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  // Which tests an area has is said there; to look for those that import a changed file takes longer than to run them.
  vitest: { configFile: "tests/mutation/vitest.config.ts", related: false },
  checkers: [],
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: join(MUTATION_FOLDER, `${MUTATION_AREA}.json`) },
  tempDirName: join(MUTATION_FOLDER, "sandbox"),
  // Without a tsconfig: Stryker rewrites its paths with TypeScript's old interface, which version 7 does not have.
  tsconfigFile: "none",
  ignorePatterns: ["*", "!{i18n,lib,messages,tests}/**", "!package.json", "tests/mutation/node_modules"],
  // It advises to leave out what is worked out once, when a module is loaded: those tables are rules too.
  warnings: { slow: false },
  // A busy machine must not count as a change that never ends.
  timeoutMS: 60_000,
};
