import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isAllowedLicence, licensedPackages } from "./house/licences";

parseArgs();

/** Lists what every package of the lock file is licensed under, and fails for one that is not allowed. */
const packages = licensedPackages(JSON.parse(readFileSync("package-lock.json", "utf8")));
const licences = [...new Set(packages.map(({ licence }) => licence))].sort();

for (const licence of licences) {
  const those = packages.filter((one) => one.licence === licence);
  const shipped = those.filter(({ dev }) => !dev).length;
  console.log(`${licence ?? "none"}: ${those.length} packages, ${shipped} of them in the running store`);
  console.log(`  ${those.map(({ name, version }) => `${name}@${version}`).join(", ")}`);
}

const refused = packages.filter(({ licence }) => !isAllowedLicence(licence));
for (const { name, licence } of refused) {
  console.error(`${name}: ${licence ?? "no licence"} is not on the list in scripts/house/licences.ts`);
}
process.exitCode = refused.length > 0 ? 1 : 0;
