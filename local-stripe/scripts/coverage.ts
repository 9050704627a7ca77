import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { createLocalStripe } from "../src/index";
import { askEndpoints } from "./coverage/endpoints";
import { coveragePage } from "./coverage/render";
import { tryStripeJs } from "./coverage/stripe-js";

/** Writes the page of what is modelled anew; with `--check` it only says whether the page is as it would be written. */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const page = new URL("../docs/coverage.md", import.meta.url);
const { stripe, "@stripe/stripe-js": stripeJs } = createRequire(import.meta.url)(
  "../package.json",
).devDependencies;

const local = await createLocalStripe();
const endpoints = await askEndpoints(local.url);
const text = coveragePage(endpoints, await tryStripeJs(local.url), { stripe, stripeJs });
await local.close();

const faults = endpoints.flatMap(({ call, fault }) => (fault === null ? [] : [`${call} ${fault}`]));
for (const fault of faults) console.error(fault);
const isWritten = values.check && readFileSync(page, "utf8") === text;
if (!values.check) writeFileSync(page, text);
else if (!isWritten) console.error("docs/coverage.md is out of date: run `npm run coverage:local-stripe`");
process.exit(faults.length > 0 || (values.check && !isWritten) ? 1 : 0);
