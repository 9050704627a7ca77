import { parseArgs } from "node:util";
import { runNode } from "@/scripts/local/run";

const { values } = parseArgs({
  options: {
    /** How many, one after the other in one database. */
    orders: { type: "string", default: "1000,3000" },
    /** A round each minute, with three connections. */
    vercel: { type: "boolean", default: false },
  },
});

/** In a process of its own, where React and the store run as in production. */
const env = {
  NODE_ENV: "production",
  TSX_TSCONFIG_PATH: "tsconfig.scripts.json",
  ORDERS: values.orders,
  ROUNDS: values.vercel ? "vercel" : "start",
};
process.exit((await runNode(["--import", "tsx", "tests/bench/recovery/measure.ts"], env)) ? 0 : 1);
