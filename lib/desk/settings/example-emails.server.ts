import "server-only";
import type { Locale } from "@/i18n/routing";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { MerchantMatter } from "@/lib/email/merchant/merchant-email";
import type { OrderEmailData, OrderEmailKind } from "@/lib/email/order-email";
import type { EmailRenderers, RenderedEmail } from "@/lib/email/renderers";
import { CONFIRM_DAYS } from "@/lib/news/links.server";
import { newsText } from "@/lib/news/text.server";
import type { EmailName } from "./email-names";
import { exampleOrder, exampleUrl } from "./example-order.server";

const DAY = 86_400_000;

/** An e-mail as it would be written about the example order. Its codes and links open nothing. */
export async function exampleEmail(
  name: EmailName,
  locale: Locale,
  { render, now }: { render: EmailRenderers; now: Date },
): Promise<RenderedEmail> {
  const order = await exampleOrder(locale);
  const { storeUrl } = order;
  const coded = { locale, storeUrl, code: "123456", minutes: SECRET_MINUTES };
  switch (name) {
    case "sign_in":
      return render.signIn({ ...coded, linkUrl: storeUrl });
    case "confirm_address":
      return render.confirmAddress(coded);
    case "address_changed":
      return render.addressChanged({ locale, storeUrl });
    case "staff_code":
      return render.staffCode(coded);
    case "staff_invited":
      return render.staffInvited({
        locale,
        storeUrl,
        by: "Ada Lovelace",
        role: "support",
        deskUrl: exampleUrl("/admin"),
      });
    case "payment_requested":
      return render.paymentRequested({
        ...{ locale, storeUrl, requestUrl: storeUrl, note: null, currency: order.currency, discounts: [] },
        until: new Date(now.getTime() + 14 * DAY),
        timeZone: shopTimeZone(),
        lines: order.lines.map(({ name, quantity, total }) => ({ name, quantity, total })),
        delivery: order.shipping.amount,
        total: order.total,
      });
    case "news_asked":
      return render.newsAsked({
        ...{ locale, storeUrl, confirmUrl: storeUrl, stopUrl: storeUrl },
        agree: newsText(locale).agree,
        days: CONFIRM_DAYS,
      });
    case "merchant_low_stock": {
      const [line] = order.lines;
      return render.lowStock({
        locale,
        storeUrl,
        sku: line?.sku ?? "",
        name: line?.name ?? "",
        onHand: 2,
        lowStockAt: 3,
      });
    }
    case "merchant_order_paid":
    case "merchant_attention":
    case "merchant_dispute":
    case "merchant_return":
      return render.merchant({
        order,
        status: name === "merchant_attention" ? "needs_attention" : "paid",
        customer: { name: "Ada Lovelace", email: "ada@example.com" },
        stripeUrl: null,
        matter: matterOf(name, order, now),
      });
    default:
      return render.order(name, about(name, order));
  }
}

/** What an e-mail about a parcel, a refund or a return says besides the order. */
function about(kind: OrderEmailKind, order: OrderEmailData): OrderEmailData {
  switch (kind) {
    case "order_shipped":
      return {
        ...order,
        isSent: true,
        carrier: "DHL",
        trackingNumber: "JD014600",
        trackingUrl: order.storeUrl,
      };
    case "order_ready":
      return { ...order, pickup: { address: order.address, openingHours: "10:00–18:00" } };
    case "refund_pending":
    case "refunded":
    case "refund_failed":
      return { ...order, refund: { amount: order.total, what: "all", isOutside: false } };
    case "credit_given":
      return { ...order, credit: { code: "CREDIT-EXAMPLE2", amount: order.total, isRest: false } };
    case "return_asked":
    case "return_accepted":
    case "return_declined":
    case "return_received":
      return { ...order, isSent: true, returned: { goods: firstGoods(order), words: null } };
    default:
      return order;
  }
}

const firstGoods = ({ lines }: OrderEmailData) =>
  lines.slice(0, 1).map(({ name, quantity }) => ({ name, quantity }));

type MerchantName = "merchant_order_paid" | "merchant_attention" | "merchant_dispute" | "merchant_return";

function matterOf(name: MerchantName, order: OrderEmailData, now: Date): MerchantMatter {
  switch (name) {
    case "merchant_order_paid":
      return { kind: "order_paid", paidWith: { type: "card", brand: "visa", last4: "4242" } };
    case "merchant_attention":
      return {
        kind: "attention",
        reasons: [
          { reason: "amount_mismatch", expected: String(order.total), actual: String(order.total - 100) },
        ],
      };
    case "merchant_dispute":
      return {
        ...{
          kind: "dispute",
          stage: "open",
          amount: order.total,
          reason: "product_not_received",
          isMoneyTaken: true,
        },
        answerBy: new Date(now.getTime() + 7 * DAY),
        answerUrl: exampleUrl("/admin/disputes"),
      };
    case "merchant_return":
      return {
        kind: "return",
        goods: firstGoods(order),
        reason: "damaged",
        note: null,
        answerUrl: exampleUrl("/admin/returns"),
      };
  }
}
