import { orderListVersion } from "@/lib/desk/orders/list-version.server";
import { deskRead } from "@/lib/staff/desk-route.server";

/** `{ version }`: another text whenever an order has come in or changed. */
export const GET = deskRead({ right: "orders.read" }, async () => ({
  ok: true,
  version: await orderListVersion(),
}));
