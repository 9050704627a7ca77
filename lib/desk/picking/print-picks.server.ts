import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { minuteIn } from "@/lib/base/time-zone";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { readLogo } from "@/lib/documents/pdf/head.server";
import { printPdf } from "@/lib/documents/pdf/paper.server";
import { picksPrint } from "@/lib/documents/pdf/picks.server";
import { countryName } from "@/lib/orders/views/address-lines";
import { readPickList } from "./read-pick-list.server";

const named = ({ name, option }: { name: string; option: string }) =>
  [name, option].filter(Boolean).join(", ");

/** The pick list of these orders on paper, as it is at this moment. */
export async function printPicks(numbers: readonly string[], locale: Locale): Promise<Buffer> {
  const { rows, orders } = await readPickList(numbers, locale);
  const { name: shopName } = shop();
  const sheet = {
    ...{ shopName, at: minuteIn(new Date(), shopTimeZone()) },
    rows: rows.map((row) => ({
      ...{ place: row.place, sku: row.sku, name: named(row), quantity: row.quantity },
      orders: row.orders.map(({ number, quantity }) => `${quantity} × ${number}`),
    })),
    orders: orders.map((order) => ({
      number: order.number,
      to: [order.name, order.isPickup ? null : countryName(order.country, locale), order.delivery]
        .filter(Boolean)
        .join(" · "),
      lines: order.lines.map((line) => ({ sku: line.sku, name: named(line), quantity: line.quantity })),
    })),
  };
  const title = translator(locale, "documents")("picks");
  return printPdf([picksPrint(sheet, locale, await readLogo())], {
    ...{ title, author: shopName, language: locale },
  });
}
