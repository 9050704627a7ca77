import { z } from "zod";
import type { CartId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { stripe } from "@/lib/stripe/client";
import { startSession } from "@/tests/support/start-session";
import { DEATHS } from "./store-deaths";

/** A store for one request that is killed at some point: `node … dying-store.ts <death> <surface> <cart> [<order>]`. */
const [death, surface, cartId, orderId] = z
  .tuple([z.enum(DEATHS), z.enum(CHECKOUT_SURFACES), z.string(), z.string().optional()])
  .parse(process.argv.slice(2));

const die = (point: (typeof DEATHS)[number]) => {
  if (point === death) process.kill(process.pid, "SIGKILL");
};

const sessions = stripe().checkout.sessions;
const { create, expire } = { create: sessions.create.bind(sessions), expire: sessions.expire.bind(sessions) };
sessions.expire = async (...asked: Parameters<typeof expire>) => {
  die("before_ending");
  const session = await expire(...asked);
  die("after_ending");
  return session;
};
sessions.create = async (...asked: Parameters<typeof create>) => {
  die("before_creating");
  const session = await create(...asked);
  die("after_creating");
  return session;
};

const shopper = { cartId: cartId as CartId, openedOrders: [], customer: null };
const input = { shopper, locale: "en", orderId } as const;
await (surface === "payment" ? startPayment(input) : startSession({ surface, ...input }));
die("before_answering");
