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
import { readState, StateFile } from "./state-file";
import type { Price } from "./wire";

/**
 * The whole state, in memory, with ids as references. Collections of one resource alone are made by `collectionOf`. To change an object, `put` a
 * changed copy; each `put`, `delete` and `touch` plans a save.
 */
export class Store {
  private readonly file: StateFile | null;
  /** What the file has of collections that are not opened yet. */
  private unopened: Record<string, unknown> = {};
  private readonly opened = new Map<string, { clear(): void; toJSON(): object[] }>();
  private readonly changed = () => this.file?.planSave();

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

  /** With a `path` of null everything is kept in memory only. */
  constructor(path: string | null) {
    this.file = path === null ? null : new StateFile(path, () => JSON.stringify(this.snapshot()));
    const { settings, ...collections } = (path === null ? null : readState(path)) ?? {};
    this.settings = { ...this.settings, ...(settings as Partial<Settings>) };
    this.unopened = collections;
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
    const collection = new Collection<T>(this.changed);
    const { [name]: items, ...others } = this.unopened;
    if (Array.isArray(items)) collection.load(items);
    this.unopened = others;
    this.opened.set(name, collection);
    return collection;
  }

  /** Saves after a change outside of a collection. */
  touch(): void {
    this.changed();
  }

  /** Writes the state now; call it before the process exits. */
  flush(): void {
    this.file?.flush();
  }

  /** Removes everything but the webhook endpoints. */
  reset(): void {
    for (const [name, collection] of this.opened) {
      if (name !== "endpoints") collection.clear();
    }
    this.unopened = {};
    this.settings = structuredClone(DEFAULT_SETTINGS);
    this.changed();
  }

  private snapshot(): object {
    return { settings: this.settings, ...this.unopened, ...Object.fromEntries(this.opened) };
  }
}

/** A resource's own collection, saved under its name. */
export function collectionOf<T extends { id: string }>(name: string): (store: Store) => Collection<T> {
  const known = new WeakMap<Store, Collection<T>>();
  return (store) => {
    const collection = known.get(store) ?? store.open<T>(name);
    known.set(store, collection);
    return collection;
  };
}
