import "server-only";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { formatMoney } from "@/lib/base/money";
import type { Slip } from "@/lib/documents/slip-contents";
import { addressLines } from "@/lib/orders/views/address-lines";
import { drawHead, drawParties, type Logo } from "./head.server";
import type { Print } from "./paper.server";
import { type Column, drawSums, drawTable } from "./table.server";

/** What lies in the parcel, or is handed over: no prices but the order's total. */
export function slipPrint(slip: Slip, logo: Logo | null): Print {
  const { locale, number, pickup, recipient, address, lines } = slip;
  const t = translator(locale, "documents");
  const place = pickup?.address ?? address;
  const columns: Column[] = [
    { title: t("quantity"), width: 55, align: "left" },
    { title: t("sku"), width: 128, align: "left" },
    { title: t("item"), width: 300, align: "left" },
  ];
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    foot: slip.shopName,
    page: (page, pages) => `${number} · ${t("page", { page, pages })}`,
    draw: (paper) => {
      drawHead(paper, { logo, shopName: slip.shopName, title: t("slip"), number });
      drawParties(paper, {
        title: t(pickup ? "collectAt" : "deliveryTo"),
        lines: [...(recipient ? [recipient] : []), ...(place ? addressLines(place, locale) : [])],
        facts: [
          [t("orderedOn"), dayText(slip.orderedOn, locale)],
          ...(slip.delivery ? [[t("delivery"), slip.delivery] satisfies [string, string]] : []),
        ],
        size: 12,
      });
      drawTable(
        paper,
        columns,
        lines.map(({ quantity, sku, name }) => [`${quantity} ×`, sku, name]),
      );
      drawSums(paper, [
        { label: t("pieces", { count: pieces }), amount: "" },
        { label: t("orderTotal"), amount: formatMoney(slip.total, slip.currency, locale) },
      ]);
    },
  };
}
