import "server-only";
import { and, inArray, isNull, or, sql } from "drizzle-orm";
import type { OrderId, PriceId } from "@/lib/base/ids";
import { mirrorsCatalog } from "@/lib/catalog/mirror.server";
import { db } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { customers, orders, paymentAttempts, products, variants } from "@/lib/db/schema";
import type { EventSubject } from "./subject";

type Of<Kind extends EventSubject["kind"]> = Extract<EventSubject, { kind: Kind }>;
export type OrderSubject = Of<"session" | "payment_intent">;

/**
 * Which of these are about the store: other software may share the Stripe account, and prices made for one line have products of
 * their own. One query per kind.
 */
export async function subjectsOfStore(subjects: readonly EventSubject[]): Promise<Set<EventSubject>> {
  if (subjects.length === 0) return new Set();
  const ordered = await ordersOf(subjects.filter(isOrderSubject));
  const goods = mirrorsCatalog() ? subjects : [];
  const [knownCustomers, knownProducts, knownPrices] = await Promise.all([
    knownCustomersOf(subjects.filter((subject) => subject.kind === "customer")),
    knownProductsOf(goods),
    knownPricesOf(goods.filter((subject) => subject.kind === "price")),
  ]);
  const isOurs = (subject: EventSubject): boolean => {
    switch (subject.kind) {
      case "session":
      case "payment_intent":
        return ordered.has(subject);
      case "disputed":
      case "payout":
        return true;
      case "customer":
        return knownCustomers.has(subject.stripeCustomerId);
      case "product":
        return knownProducts.has(subject.productId) || knownProducts.has(slugKey(subject.slug));
      case "price":
        return isPriceOfStore(subject, knownProducts, knownPrices);
    }
  };
  return new Set(subjects.filter(isOurs));
}

const attemptsNamed = prepared((database) =>
  database
    .select({
      orderId: paymentAttempts.orderId,
      stripeId: paymentAttempts.stripeId,
      intentId: paymentAttempts.paymentIntentId,
    })
    .from(paymentAttempts)
    .where(
      or(
        sql`${paymentAttempts.stripeId} = any(${sql.placeholder("sessions")})`,
        sql`${paymentAttempts.paymentIntentId} = any(${sql.placeholder("intents")})`,
      ),
    ),
);

/** The orders of sessions and intents, by the recorded id, or by the metadata when that was not recorded in time. */
export async function ordersOf(subjects: readonly OrderSubject[]): Promise<Map<EventSubject, OrderId>> {
  const found = new Map<EventSubject, OrderId>();
  if (subjects.length === 0) return found;
  const sessions = subjects.flatMap((subject) => (subject.kind === "session" ? [subject.sessionId] : []));
  const intents = subjects.flatMap((subject) =>
    subject.kind === "payment_intent" ? [subject.paymentIntentId] : [],
  );
  const attempts = await attemptsNamed(db()).execute({ sessions, intents });
  const byId = new Map(
    attempts.flatMap(({ orderId, stripeId, intentId }) => [
      [stripeId as string, orderId] as const,
      ...(intentId ? [[intentId as string, orderId] as const] : []),
    ]),
  );
  const byMetadata = new Map<EventSubject, string>();
  for (const subject of subjects) {
    const orderId = byId.get(subject.kind === "session" ? subject.sessionId : subject.paymentIntentId);
    if (orderId) found.set(subject, orderId);
    else if (subject.orderId) byMetadata.set(subject, subject.orderId);
  }
  if (byMetadata.size === 0) return found;
  const rows = await db()
    .select({ id: orders.id })
    .from(orders)
    .where(inArray(orders.id, [...byMetadata.values()] as OrderId[]));
  const existing = new Map(rows.map(({ id }) => [id as string, id]));
  for (const [subject, wanted] of byMetadata) {
    const orderId = existing.get(wanted);
    if (orderId) found.set(subject, orderId);
  }
  return found;
}

function isOrderSubject(subject: EventSubject): subject is OrderSubject {
  return subject.kind === "session" || subject.kind === "payment_intent";
}

async function knownCustomersOf(subjects: readonly Of<"customer">[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set();
  const rows = await db()
    .select({ id: customers.stripeCustomerId })
    .from(customers)
    .where(
      inArray(
        customers.stripeCustomerId,
        subjects.map((subject) => subject.stripeCustomerId),
      ),
    );
  return new Set(rows.flatMap(({ id }) => (id ? [id] : [])));
}

const slugKey = (slug: string | null) => `slug:${slug}`;

/** Stripe's ids of known products, and the slugs of products without such an id. */
async function knownProductsOf(subjects: readonly EventSubject[]): Promise<Set<string>> {
  const ids = subjects.flatMap((subject) =>
    subject.kind === "product" || subject.kind === "price" ? [subject.productId] : [],
  );
  if (ids.length === 0) return new Set();
  const slugs = subjects.flatMap((subject) =>
    subject.kind === "product" && subject.slug ? [subject.slug] : [],
  );
  const rows = await db()
    .select({ stripeProductId: products.stripeProductId, slug: products.slug })
    .from(products)
    .where(
      or(
        inArray(products.stripeProductId, ids),
        slugs.length > 0 ? and(inArray(products.slug, slugs), isNull(products.stripeProductId)) : undefined,
      ),
    );
  return new Set(rows.map(({ stripeProductId, slug }) => stripeProductId ?? slugKey(slug)));
}

type KnownPrices = { ids: Set<string>; skus: Set<string> };

async function knownPricesOf(subjects: readonly Of<"price">[]): Promise<KnownPrices> {
  if (subjects.length === 0) return { ids: new Set(), skus: new Set() };
  const ids = subjects.map((subject) => subject.priceId as PriceId);
  const skus = subjects.flatMap((subject) => subject.skus);
  const rows = await db()
    .select({ priceId: variants.stripePriceId, sku: variants.sku })
    .from(variants)
    .where(
      or(inArray(variants.stripePriceId, ids), skus.length > 0 ? inArray(variants.sku, skus) : undefined),
    );
  return {
    ids: new Set(rows.flatMap(({ priceId }) => (priceId ? [priceId] : []))),
    skus: new Set(rows.map(({ sku }) => sku)),
  };
}

/** Whether a price is about the store. An inactive one matters only to its own variant. */
function isPriceOfStore(price: Of<"price">, knownProducts: Set<string>, known: KnownPrices): boolean {
  if (known.ids.has(price.priceId)) return true;
  return (
    price.active && (knownProducts.has(price.productId) || price.skus.some((sku) => known.skus.has(sku)))
  );
}
