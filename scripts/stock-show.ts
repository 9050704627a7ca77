import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { readStockFile } from "@/lib/inventory/stock-file.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [sku, ...rest] = positionals;
  if (!sku || rest.length > 0) throw new Error("name one SKU: npm run stock:show -- <SKU>");
  await chooseStore();
  const file = await readStockFile(db(), sku);
  if (!file) throw new Error(`there is no variant with the SKU ${sku} (unknown_sku)`);
  const { variant, ready, movements } = file;
  const beyond = variant.backorder ? "; sold beyond that, to be delivered later" : "";
  const low = variant.lowStockAt === null ? "" : `; you are told at ${variant.lowStockAt} or fewer`;
  console.log(`${sku}: ${variant.onHand} on hand, ${ready} of them not kept for an order${beyond}${low}`);
  for (const { at, change, onHandAfter, reason, order, reference, who, note } of movements) {
    const pieces = `${change > 0 ? "+" : ""}${change}`.padStart(7);
    const about = [order && `order ${order}`, reference, note].filter(Boolean).join(", ");
    console.log(
      `  ${at.toISOString()} ${pieces} -> ${onHandAfter}  ${reason} by ${who}${about && ` (${about})`}`,
    );
  }
});
