import { orderCodeInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../../payment-route";

export const maxDuration = 60;

export const POST = paymentRoute(orderCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
