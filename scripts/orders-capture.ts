import { parseArgs } from "node:util";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { captureOrder, releaseOrder } from "@/lib/orders/attempts/capture.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";

const USAGE = "npm run orders:capture -- <order number> [--release]";

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { release: { type: "boolean", default: false } },
  });
  const number = orderNumber(positionals, USAGE);
  await chooseStore("mail");
  const result = await (values.release ? releaseOrder(number) : captureOrder(number));
  if (!result.ok) {
    const why = result.code === "unknown_order" ? "there is no such order" : `it is ${result.status}`;
    throw new Error(
      `no payment of ${number} waits to be ${values.release ? "released" : "captured"}: ${why} (${result.code})`,
    );
  }
  await drainOutbox();
  console.log(`${number} is ${result.status}.`);
});
