import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createLocalStripe } from "../src/app";
import { CASES } from "./cases/all";
import { openBrowser } from "./pay-in-browser";
import type { Target } from "./run-case";
import { checkKeys, Recordings, runAgainstStripe, runLocally } from "./suite";

/**
 * `npm run conformance`: the cases against the local Stripe. `-- --stripe`: against Stripe too, with the keys of a test account in
 * STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY. Other words choose cases by their names.
 */
const { values, positionals: words } = parseArgs({
  args: process.argv.slice(2),
  options: { stripe: { type: "boolean", default: false } },
  allowPositionals: true,
});
const cases = CASES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const recordings = new Recordings(fileURLToPath(new URL("recordings", import.meta.url)));
const say = (line: string) => console.log(line);

const withStripe = values.stripe;
const { STRIPE_SECRET_KEY: secretKey = "", STRIPE_PUBLISHABLE_KEY: publishableKey = "" } = process.env;
if (withStripe) {
  try {
    checkKeys(secretKey, publishableKey);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const browser = await openBrowser().catch((error: Error) => {
  say(`No browser starts, so cases with one are left out: ${error.message.split("\n")[0]}`);
});
const server = await createLocalStripe({ port: 0, statePath: null });
const pay = browser && { pay: browser.pay };
const local: Target = {
  name: "local Stripe",
  api: server.url,
  script: `${server.url}/stripe.js`,
  control: `${server.url}/_local`,
  secretKey: "sk_test_local_conformance",
  publishableKey: "pk_test_local_conformance",
  ...pay,
};
const stripe: Target = {
  name: "Stripe",
  api: "https://api.stripe.com",
  script: "https://js.stripe.com/endive/stripe.js",
  secretKey,
  publishableKey,
  ...pay,
};
try {
  if (withStripe) await runAgainstStripe({ local, stripe, recordings }, cases, say);
  else if ((await runLocally(local, recordings, cases, say)) > 0) process.exitCode = 1;
} finally {
  await browser?.close();
  await server.close();
}
