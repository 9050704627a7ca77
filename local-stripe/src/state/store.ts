import type Stripe from "stripe";
import { Collection } from "./collection";
import {
  type AttemptRecord,
  type CalculationRecord,
  DEFAULT_SETTINGS,
  type DeliveryRecord,
  type DisputeRecord,
  type EndpointRecord,
  type EventRecord,
  type IdempotencyRecord,
  type IntentRecord,
  type MethodRecord,
  type SessionRecord,
  type Settings,
  type SetupRecord,
} from "./records";
import type { Price } from "./wire";

/** Where a store's changes are written down; null in memory only. */
interface StoreLog {
  note(collection: string, change: { id: string } | string | null): void;
  /** Writes what was noted. */
  write(): void;
  moved(): void;
}

/**
 * The whole state of an account, in memory, with ids as references. Collections of one resource alone are made by `collectionOf`. To change an object, `put` a
 * changed copy; each `put`, `delete` and `touch` is noted in the log.
 */
export class Store {
  /** All that were used or are in the file. */
  private readonly collections = new Map<string, Collection<{ id: string }>>();
  private readonly opened = new Set<string>();

  settings: Settings = structuredClone(DEFAULT_SETTINGS);
  readonly products: Collection<Stripe.Product>;
  readonly prices: Collection<Price>;
  readonly customers: Collection<Stripe.Customer>;
  readonly deletedCustomers: Collection<Stripe.DeletedCustomer>;
  readonly methods: Collection<MethodRecord>;
  readonly coupons: Collection<Stripe.Coupon>;
  readonly promotionCodes: Collection<Stripe.PromotionCode>;
  readonly shippingRates: Collection<Stripe.ShippingRate>;
  readonly sessions: Collection<SessionRecord>;
  readonly intents: Collection<IntentRecord>;
  readonly setups: Collection<SetupRecord>;
  readonly calculations: Collection<CalculationRecord>;
  readonly charges: Collection<Stripe.Charge>;
  readonly refunds: Collection<Stripe.Refund>;
  readonly disputes: Collection<DisputeRecord>;
  readonly balanceTransactions: Collection<Stripe.BalanceTransaction>;
  readonly attempts: Collection<AttemptRecord>;
  readonly endpoints: Collection<EndpointRecord>;
  readonly events: Collection<EventRecord>;
  readonly deliveries: Collection<DeliveryRecord>;
  readonly idempotency: Collection<IdempotencyRecord>;

  constructor(private readonly log: StoreLog | null) {
    this.products = this.open("products");
    this.prices = this.open("prices");
    this.customers = this.open("customers");
    this.deletedCustomers = this.open("deletedCustomers");
    this.methods = this.open("methods");
    this.coupons = this.open("coupons");
    this.promotionCodes = this.open("promotionCodes");
    this.shippingRates = this.open("shippingRates");
    this.sessions = this.open("sessions");
    this.intents = this.open("intents");
    this.setups = this.open("setups");
    this.calculations = this.open("calculations");
    this.charges = this.open("charges");
    this.refunds = this.open("refunds");
    this.disputes = this.open("disputes");
    this.balanceTransactions = this.open("balanceTransactions");
    this.attempts = this.open("attempts");
    this.endpoints = this.open("endpoints");
    this.events = this.open("events");
    this.deliveries = this.open("deliveries");
    this.idempotency = this.open("idempotency");
  }

  /** Opens a collection with its part of the file. @throws Error when it is open: two of one name would overwrite each other */
  open<T extends { id: string }>(name: string): Collection<T> {
    if (this.opened.has(name)) throw new Error(`The collection ${name} is open already.`);
    this.opened.add(name);
    return this.collection(name) as unknown as Collection<T>;
  }

  /** Takes over a change that the file has. */
  load(name: string, change: { id: string } | string | null): void {
    if (name !== SETTINGS) this.collection(name).load(change);
    else if (typeof change === "object") this.settings = { ...this.settings, ...change };
  }

  /** Everything, a part at a time. */
  *parts(size: number): Iterable<{ name: string; items: { id: string }[] }> {
    yield { name: SETTINGS, items: [this.savedSettings()] };
    for (const [name, collection] of this.collections) {
      let from = 0;
      for (let items = collection.part(0, size); items; items = collection.part(from, from + size)) {
        yield { name, items };
        from += size;
      }
    }
  }

  /** Notes a change of the settings. */
  touch(): void {
    this.log?.note(SETTINGS, this.savedSettings());
  }

  /** Writes all changes now, before anybody is told of them. */
  flush(): void {
    this.log?.write();
  }

  /** Whether one of the collections has an object of this id. */
  has(id: string): boolean {
    for (const collection of this.collections.values()) if (collection.get(id)) return true;
    return false;
  }

  /** How many objects there are. */
  get size(): number {
    return [...this.collections.values()].reduce((sum, collection) => sum + collection.size, 0);
  }

  /** Removes everything but the webhook endpoints. */
  reset(): void {
    for (const [name, collection] of this.collections) {
      if (name !== "endpoints") collection.clear();
    }
    this.settings = structuredClone(DEFAULT_SETTINGS);
    this.touch();
  }

  private collection(name: string): Collection<{ id: string }> {
    const known = this.collections.get(name);
    if (known) return known;
    const { log } = this;
    const recorder = log && {
      put: (item: { id: string }) => log.note(name, item),
      delete: (id: string) => log.note(name, id),
      clear: () => log.note(name, null),
      moved: () => log.moved(),
    };
    const made = new Collection<{ id: string }>(recorder);
    this.collections.set(name, made);
    return made;
  }

  private savedSettings(): Settings & { id: string } {
    return { id: SETTINGS, ...this.settings };
  }
}

/** The name of the settings among the collections of a file. */
const SETTINGS = "settings";

/** A resource's own collection, saved under its name. */
export function collectionOf<T extends { id: string }>(name: string): (store: Store) => Collection<T> {
  const known = new WeakMap<Store, Collection<T>>();
  return (store) => {
    const collection = known.get(store) ?? store.open<T>(name);
    known.set(store, collection);
    return collection;
  };
}
