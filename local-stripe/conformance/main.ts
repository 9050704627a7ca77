import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createLocalStripe } from "../src/app";
import { CASES } from "./cases/all";
import { openBrowser } from "./in-browser";
import { localTarget } from "./local-target";
import { Recordings } from "./recordings";
import { checkKeys, recordLocally, runAgainstStripe, runLocally } from "./suite";
import type { Target } from "./target";

/**
 * `npm run conformance`: the cases against the local Stripe, compared with the answers that are kept. `-- --record` keeps its answers.
 * `-- --stripe`: against Stripe too, with the keys of a test account in STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY. Other words choose
 * cases by their names.
 */
const { values, positionals: words } = parseArgs({
  args: process.argv.slice(2),
  options: {
    stripe: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const cases = CASES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const folder = (name: string) =>
  new Recordings(fileURLToPath(new URL(`recordings/${name}`, import.meta.url)));
const recordings = { local: folder("local"), stripe: folder("stripe") };
const say = (line: string) => console.log(line);

const { STRIPE_SECRET_KEY: secret = "", STRIPE_PUBLISHABLE_KEY: publishable = "" } = process.env;
if (values.stripe) {
  try {
    checkKeys(secret, publishable);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const shopper = await openBrowser().catch((error: Error) => {
  say(`No browser starts: ${error.message.split("\n")[0]}`);
});
const server = await createLocalStripe({ port: 0, statePath: null });
const local = localTarget(server.url, shopper?.browse);
const stripe: Target = {
  name: "Stripe",
  api: "https://api.stripe.com",
  files: "https://files.stripe.com",
  script: "https://js.stripe.com/endive/stripe.js",
  keysFor: () => ({ secret, publishable }),
  ...(shopper && { browse: shopper.browse }),
};
// Whoever stops a run against Stripe still wants the account tidy.
const stopping = new AbortController();
process.once("SIGINT", () => stopping.abort());
try {
  if (values.stripe) {
    const both = { local, stripe, recordings: recordings.stripe };
    const { different, faults } = await runAgainstStripe(both, cases, say, stopping.signal);
    if (different + faults > 0) process.exitCode = 1;
  } else if (values.record) {
    if ((await recordLocally(local, recordings.local, cases, say)) > 0) process.exitCode = 1;
    for (const file of words.length === 0 ? recordings.local.strays(CASES.map(({ name }) => name)) : []) {
      recordings.local.remove(file);
      say(`${file} is of no case: removed.`);
    }
  } else if ((await runLocally(local, recordings, cases, say)) > 0) process.exitCode = 1;
} finally {
  await shopper?.close();
  await server.close();
}
