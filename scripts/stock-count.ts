import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { countStock } from "@/lib/inventory/count.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run stock:count -- <SKU> <pieces> [--note "why"]
  <pieces>   all that are not sold yet, as 12; or those that have arrived, as +12`;

const MOST = 100_000_000;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { note: { type: "string" } },
  });
  const [sku, text, ...rest] = positionals;
  if (!sku || !text || rest.length > 0) throw new Error(`name one SKU and its pieces\n${USAGE}`);
  const [, sign, digits] = /^(\+?)(\d+)$/.exec(text) ?? [];
  const pieces = Number(digits);
  if (digits === undefined || pieces > MOST)
    throw new Error(`"${text}" is not a number of pieces, as 12 or +12\n${USAGE}`);
  await chooseStore();
  const { note } = values;
  const counted = await countStock(db(), {
    ...{ sku, pieces, kind: sign ? "received" : "counted", who: userInfo().username },
    ...(note !== undefined && { note }),
  });
  if (!counted.ok) throw new Error(`there is no variant with the SKU ${sku} (${counted.code})`);
  const { before, after } = counted;
  console.log(
    before === after ? `${sku}: ${after} on hand, as before.` : `${sku}: ${after} on hand, before ${before}.`,
  );
});
