import { currency } from "@/lib/base/money";
import type { MerchantEmailData } from "@/lib/email/merchant/merchant-email";

/** A paid order of two mugs with a discount. */
export function merchantEmail(
  matter: MerchantEmailData["matter"],
  changes: Partial<Omit<MerchantEmailData, "order" | "matter">> & {
    order?: Partial<MerchantEmailData["order"]>;
  } = {},
): MerchantEmailData {
  const { order, ...rest } = changes;
  return {
    order: {
      locale: "en",
      number: "K7Q4-M2XD",
      currency: currency("eur"),
      lines: [
        {
          sku: "MUG-SAND-M",
          name: "Mug <b>",
          option: "Sand / M · MUG-SAND-M",
          quantity: 2,
          unitAmount: 2000,
          total: 4000,
          image: "https://shop.example/m.jpg",
        },
      ],
      subtotal: 4000,
      discounts: [{ name: "Welcome", reason: "With code WELCOME", amount: 500 }],
      shipping: { name: "Standard", amount: 490 },
      tax: { added: 0, included: 0 },
      total: 3990,
      recipient: "Ada Lovelace",
      address: ["12 rue des Potiers", "1000 Bruxelles", "Belgium"],
      pickup: null,
      storeUrl: "https://shop.example/",
      orderUrl: "https://shop.example/orders/ord_1?key=k3y",
      payAgainUrl: "https://shop.example/checkout/embedded?order=ord_1&key=k3y",
      carrier: null,
      trackingNumber: null,
      trackingUrl: null,
      parcel: [],
      isSent: false,
      agreed: [],
      refund: null,
      returned: null,
      credit: null,
      ...order,
    },
    status: "paid",
    customer: { name: "Ada Lovelace", email: "ada@xn--bcher-kva.example" },
    stripeUrl: "https://dashboard.stripe.com/test/payments/pi_1",
    matter,
    ...rest,
  };
}
