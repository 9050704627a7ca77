import { createElement } from "react";
import type { LowStockData } from "@/lib/email/merchant/low-stock";
import type { RenderedEmail } from "@/lib/email/renderers";
import { renderHtml } from "../render-html";
import { Shell } from "../shell";
import { merchantTexts } from "./texts";

export async function renderLowStock(data: LowStockData): Promise<RenderedEmail> {
  const { locale, sku, name } = data;
  const t = merchantTexts(locale);
  const values = { name, left: Math.max(0, data.onHand), owed: Math.max(0, -data.onHand) };
  const subject = t("low_stock.subject", values);
  const body = t("low_stock.body", { ...values, limit: data.lowStockAt });
  const next = `${t("low_stock.next")} npm run stock:count -- ${sku} <pieces>`;
  return {
    locale,
    subject,
    html: await renderHtml(
      createElement(
        Shell,
        {
          data,
          preview: body,
          label: sku,
          heading: t("low_stock.heading"),
          body,
          footer: t("footer"),
        },
        next,
      ),
    ),
    text: [t("low_stock.heading"), sku, body, next, `--\n${t("footer")}`].join("\n\n"),
  };
}
