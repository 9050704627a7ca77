import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import type { Currency } from "@/lib/base/money";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import type { Database } from "@/lib/db/client";
import { products } from "@/lib/db/schema";
import { describeRefusals } from "../catalog/import-report";
import { FILES } from "./files";

/** Brings in a new shop's first goods, while it has none: what a merchant has changed since is never overwritten. @throws Error that names what is wrong in the file */
export async function bringFirstGoods(
  db: Database,
  currency: Currency,
  path: string = FILES.goods,
): Promise<void> {
  if (!existsSync(path)) return;
  const [any] = await db.select({ id: products.id }).from(products).limit(1);
  if (any) return;
  const result = await importGoods(db, {
    ...{ path, format: "json", currency, who: userInfo().username },
  });
  if (result.ok) return;
  const why = "report" in result ? describeRefusals(result.report) : result.code;
  throw new Error(`${path} could not be brought in:\n${why}`);
}
