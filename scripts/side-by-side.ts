import { parseArgs } from "node:util";
import { findBrowser } from "./local/browser";
import { PROGRAMS, runNode } from "./local/run";

/** Ten browsers pay at once on one local Stripe, each in an account of its own. */
const { values } = parseArgs({ options: { report: { type: "string" } } });
const browser = await findBrowser((line) => console.log(line));
const CONFIG = "local-stripe/tests/side-by-side/playwright.config.ts";
const ok = await runNode([PROGRAMS.playwright, "test", "--config", CONFIG], {
  BROWSER_PATH: browser.path,
  BROWSERS_REPORT: values.report,
});
process.exit(ok ? 0 : 1);
