import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parametersModule } from "./read-parameters";

/** Writes the list anew: after an update of the SDK. */
const path = fileURLToPath(new URL("../src/facts/known-parameters.ts", import.meta.url));
writeFileSync(path, parametersModule());
console.log(`wrote ${path}`);
