import { parseArgs, styleText } from "node:util";
import { checkHouses } from "./house/check";

parseArgs();
const faults = checkHouses();
for (const fault of faults) console.error(fault);
if (faults.length > 0)
  console.error(styleText("red", `\n${faults.length} against the rules of the house: scripts/house/`));
process.exit(faults.length > 0 ? 1 : 0);
