import type Stripe from "stripe";
import { Collection } from "./collection";
import type { CalculationRecord, CustomerSessionRecord, SetupRecord, TokenRecord } from "./element-records";
import {
  type AttemptRecord,
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
} from "./records";
import { readState, StateFile } from "./state-file";
import type { Price } from "./wire";

/**
 * Everything the local Stripe knows, in memory. Objects are kept unexpanded (references are ids).
 *
 * Reading from a page or the dashboard: `context.local.store.sessions.get(id)?.session`,
 * `context.local.store.intents.newest()`, `context.local.store.events.newest()`, `…deliveries.newest()`.
 * Changing: `put` the changed copy back; every `put`, `delete` and `touch` plans a save.
 */
export class Store {
  private readonly file: StateFile | null;
  private readonly changed = () => this.file?.planSave();

  settings: Settings = structuredClone(DEFAULT_SETTINGS);
  readonly products = new Collection<Stripe.Product>(this.changed);
  readonly prices = new Collection<Price>(this.changed);
  readonly customers = new Collection<Stripe.Customer>(this.changed);
  readonly deletedCustomers = new Collection<Stripe.DeletedCustomer>(this.changed);
  readonly methods = new Collection<MethodRecord>(this.changed);
  readonly coupons = new Collection<Stripe.Coupon>(this.changed);
  readonly promotionCodes = new Collection<Stripe.PromotionCode>(this.changed);
  readonly shippingRates = new Collection<Stripe.ShippingRate>(this.changed);
  readonly sessions = new Collection<SessionRecord>(this.changed);
  readonly intents = new Collection<IntentRecord>(this.changed);
  readonly confirmationTokens = new Collection<TokenRecord>(this.changed);
  readonly customerSessions = new Collection<CustomerSessionRecord>(this.changed);
  readonly setups = new Collection<SetupRecord>(this.changed);
  readonly calculations = new Collection<CalculationRecord>(this.changed);
  readonly charges = new Collection<Stripe.Charge>(this.changed);
  readonly refunds = new Collection<Stripe.Refund>(this.changed);
  readonly disputes = new Collection<DisputeRecord>(this.changed);
  readonly balanceTransactions = new Collection<Stripe.BalanceTransaction>(this.changed);
  readonly attempts = new Collection<AttemptRecord>(this.changed);
  readonly endpoints = new Collection<EndpointRecord>(this.changed);
  readonly events = new Collection<EventRecord>(this.changed);
  readonly deliveries = new Collection<DeliveryRecord>(this.changed);
  readonly idempotency = new Collection<IdempotencyRecord>(this.changed);

  /** `path` null keeps everything in memory only. */
  constructor(path: string | null) {
    this.file = path === null ? null : new StateFile(path, () => JSON.stringify(this.snapshot()));
    if (path !== null) this.restore(readState(path));
  }

  /** Plans a save after a change that went past a collection. */
  touch(): void {
    this.changed();
  }

  /** Writes now; call before exit. */
  flush(): void {
    this.file?.flush();
  }

  /** Forgets everything except the webhook endpoints. */
  reset(): void {
    for (const [name, collection] of Object.entries(this.collections())) {
      if (name !== "endpoints") collection.clear();
    }
    this.settings = structuredClone(DEFAULT_SETTINGS);
    this.changed();
  }

  private collections() {
    return {
      products: this.products,
      prices: this.prices,
      customers: this.customers,
      deletedCustomers: this.deletedCustomers,
      methods: this.methods,
      coupons: this.coupons,
      promotionCodes: this.promotionCodes,
      shippingRates: this.shippingRates,
      sessions: this.sessions,
      intents: this.intents,
      confirmationTokens: this.confirmationTokens,
      customerSessions: this.customerSessions,
      setups: this.setups,
      calculations: this.calculations,
      charges: this.charges,
      refunds: this.refunds,
      disputes: this.disputes,
      balanceTransactions: this.balanceTransactions,
      attempts: this.attempts,
      endpoints: this.endpoints,
      events: this.events,
      deliveries: this.deliveries,
      idempotency: this.idempotency,
    };
  }

  private snapshot(): object {
    return { settings: this.settings, ...this.collections() };
  }

  private restore(saved: Record<string, unknown> | null): void {
    if (!saved) return;
    this.settings = { ...structuredClone(DEFAULT_SETTINGS), ...(saved.settings as Partial<Settings>) };
    for (const [name, collection] of Object.entries(this.collections())) {
      const items = saved[name];
      if (Array.isArray(items)) (collection as Collection<{ id: string }>).load(items);
    }
  }
}
