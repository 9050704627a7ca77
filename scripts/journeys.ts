import { readFileSync } from "node:fs";
import { findBrowser } from "./local/browser";
import { blankVariables } from "./local/environment";
import { targetFrom } from "./local/journey-target";
import { PROGRAMS, runNode } from "./local/run";

/**
 * The journeys in a browser, on a production build of their own. Other arguments go to Playwright:
 * `npm run test:journeys -- guest --project phone`. `--no-build` serves the last build again. `--target` says what they are tried on:
 * `local`, `stripe` or the address of a store (docs/testing.md).
 */
const { target, rest: args } = readTarget();
const report = args.find((arg) => arg.startsWith("--report="))?.slice("--report=".length);
const forPlaywright = args.filter((arg) => !arg.startsWith("--report=") && arg !== "--no-build");
const env = { ...(await blankVariables()), NEXT_DIST_DIR: ".next-test", NEXT_TELEMETRY_DISABLED: "1" };

const reuse = target.kind === "deployment" || args.includes("--no-build");
const browser = await findBrowser((line) => console.log(line));
console.log(`browser: ${browser.path ?? browser.origin}`);
if (!reuse && !(await runNode([PROGRAMS.next, "build"], env))) process.exit(1);
if (target.kind === "deployment") console.log(`store: ${target.url}${target.readOnly ? ", read-only" : ""}`);
else console.log(`build: ${readFileSync(".next-test/BUILD_ID", "utf8")}`);
const ok = await runNode([PROGRAMS.playwright, "test", ...forPlaywright], {
  ...env,
  BROWSER_PATH: browser.path,
  JOURNEYS_TARGET: JSON.stringify(target),
  ...(report && { JOURNEYS_REPORT: report }),
});
process.exit(ok ? 0 : 1);

function readTarget() {
  try {
    return targetFrom(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
