import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { APPLICATIONS } from "./all";
import { type Row, runApplication } from "./run-application";

/**
 * `npm run applications -- <folder>`: runs the applications whose checkouts are in the folder against the local Stripe and prints a table. Other words choose
 * by name. `--local-stripe <folder>` takes the sources of another release, to compare.
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: {
    "local-stripe": { type: "string", default: fileURLToPath(new URL("../../", import.meta.url)) },
    port: { type: "string", default: "4140" },
    "stripe-port": { type: "string", default: "4240" },
    verbose: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const [folder, ...words] = positionals;
if (!folder || !existsSync(folder)) {
  console.error("Name the folder that holds the applications: npm run applications -- <folder>");
  process.exit(1);
}
const settings = {
  applications: resolve(folder),
  localStripe: resolve(values["local-stripe"]),
  port: Number(values.port),
  stripePort: Number(values["stripe-port"]),
  verbose: values.verbose,
};

const rows: Row[] = [];
for (const application of APPLICATIONS) {
  if (words.length > 0 && !words.some((word) => application.name.includes(word))) continue;
  if (!existsSync(join(settings.applications, application.folder))) {
    console.error(`${application.name}: not tried, there is no ${application.folder}`);
    continue;
  }
  const found = await runApplication(application, settings);
  for (const row of found)
    console.error(`${row.works ? "works" : "fails"}  ${row.application}: ${row.what} ${row.failed}`);
  rows.push(...found);
}
console.log(tableOf(rows));
if (rows.some(({ works }) => !works)) process.exitCode = 1;

function tableOf(all: readonly Row[]): string {
  const lines = all.map(({ application, version, what, works, failed }) =>
    [application, version, what, works ? "works" : "fails", failed.replaceAll("|", "\\|")].join(" | "),
  );
  const head =
    "application | version | what a shopper or caller does | result | first call that failed, and why";
  return [head, "---|---|---|---|---", ...lines].map((line) => `| ${line} |`).join("\n");
}
