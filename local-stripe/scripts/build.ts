import { fileURLToPath } from "node:url";
import { buildPackage } from "./build-package";

const out = process.argv[2] ?? fileURLToPath(new URL("../build", import.meta.url));
await buildPackage(out);
console.log(`built the package in ${out}`);
