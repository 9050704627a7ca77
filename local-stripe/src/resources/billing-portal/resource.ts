import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  clearable,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  url,
} from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { requireCustomer } from "../customers/customers";
import { requireSubscription } from "../subscriptions/subscriptions";

const sessionIds = idKind("bps");
const configurationIds = idKind("bpc");

type Session = Stripe.BillingPortal.Session;
type Configuration = Stripe.BillingPortal.Configuration;

const sessions = collectionOf<Session>("portalSessions");
const configurations = collectionOf<Configuration>("portalConfigurations");

const afterCompletion = object({
  hosted_confirmation: ignored,
  redirect: object({ return_url: required(url) }),
  type: required(oneOf("hosted_confirmation", "portal_homepage", "redirect")),
});
const named = object({ retention: ignored, subscription: required(text()) });

const SESSION = {
  configuration: text(),
  customer: required(text()),
  flow_data: object({
    after_completion: afterCompletion,
    subscription_cancel: named,
    subscription_update: named,
    subscription_update_confirm: object({
      discounts: ignored,
      items: required(list(object({ id: required(text()), price: text(), quantity: integer(0) }), 20)),
      subscription: required(text()),
    }),
    type: required(
      oneOf(
        "payment_method_update",
        "subscription_cancel",
        "subscription_update",
        "subscription_update_confirm",
      ),
    ),
  }),
  locale: text(),
  return_url: url,
};

const CONFIGURATION = {
  active: bool,
  business_profile: object({
    headline: clearable(text(60)),
    privacy_policy_url: url,
    terms_of_service_url: url,
  }),
  default_return_url: clearable(url),
  features: object({
    customer_update: object({ allowed_updates: list(text()), enabled: bool }),
    invoice_history: object({ enabled: bool }),
    payment_method_update: object({ enabled: bool }),
    subscription_cancel: object({
      cancellation_reason: object({ enabled: bool, options: list(text()) }),
      enabled: bool,
      mode: oneOf("at_period_end", "immediately"),
      proration_behavior: text(),
    }),
    subscription_update: object({
      default_allowed_updates: list(text()),
      enabled: bool,
      products: list(object({ prices: list(text()), product: text() })),
      proration_behavior: text(),
    }),
  }),
  metadata,
  name: text(),
};

function routes(api: Api): void {
  api.post("/v1/billing_portal/sessions", SESSION, ({ local, read }) => createPortalSession(local, read()));
  api.post("/v1/billing_portal/configurations", CONFIGURATION, ({ local, read }) =>
    createConfiguration(local, read(), false),
  );
  api.get(
    "/v1/billing_portal/configurations",
    { ...PAGE, active: bool, is_default: bool },
    ({ local, read }) => {
      const query = read();
      const found = configurations(local.store)
        .newest()
        .filter(
          ({ active, is_default: isDefault }) =>
            (query.active === undefined || active === query.active) &&
            (query.is_default === undefined || isDefault === query.is_default),
        );
      return paginate(found, query, "/v1/billing_portal/configurations");
    },
  );
  api.get("/v1/billing_portal/configurations/:id", {}, ({ local, read, params }) => {
    read();
    return requireConfiguration(local, params.id ?? "");
  });
  api.post("/v1/billing_portal/configurations/:id", CONFIGURATION, ({ local, read, params }) => {
    const before = requireConfiguration(local, params.id ?? "");
    const given = read();
    const made = configurationOf(local, given, before.id, before.is_default);
    return configurations(local.store).put({
      ...before,
      active: given.active ?? before.active,
      metadata: applyMetadata(before.metadata, given.metadata),
      ...(given.business_profile && { business_profile: made.business_profile }),
      ...(given.default_return_url !== undefined && { default_return_url: given.default_return_url }),
      ...(given.features && {
        features: { ...before.features, ...onlyGiven(made.features, given.features) },
      }),
      updated: local.now(),
    });
  });
}

function createPortalSession(local: Local, given: Parsed<typeof SESSION>): Session {
  requireCustomer(local, given.customer, "customer", 400);
  const configuration = given.configuration
    ? requireConfiguration(local, given.configuration)
    : (configurations(local.store)
        .newest()
        .find(({ is_default }) => is_default) ?? createConfiguration(local, {}, true));
  const { flow_data: flow } = given;
  const wanted = flow?.subscription_cancel ?? flow?.subscription_update ?? flow?.subscription_update_confirm;
  if (wanted) requireSubscription(local, wanted.subscription);
  const id = sessionIds.make();
  return sessions(local.store).put({
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: local.now(),
    customer: given.customer,
    customer_account: null,
    flow: flow
      ? {
          after_completion: {
            hosted_confirmation: null,
            redirect: flow.after_completion?.redirect ?? null,
            type: flow.after_completion?.type ?? "portal_homepage",
          },
          customer_update: null,
          subscription_pause: null,
          subscription_cancel: flow.subscription_cancel
            ? { retention: null, subscription: flow.subscription_cancel.subscription }
            : null,
          subscription_update: flow.subscription_update
            ? { subscription: flow.subscription_update.subscription }
            : null,
          subscription_update_confirm: flow.subscription_update_confirm
            ? {
                discounts: null,
                items: flow.subscription_update_confirm.items.map((item) => ({
                  id: item.id,
                  price: item.price ?? null,
                  quantity: item.quantity ?? 1,
                })),
                subscription: flow.subscription_update_confirm.subscription,
              }
            : null,
          type: flow.type,
        }
      : null,
    livemode: false,
    locale: given.locale ?? null,
    on_behalf_of: null,
    return_url: given.return_url ?? configuration.default_return_url,
    url: `${local.baseUrl}/p/session/${id}`,
  });
}

function createConfiguration(
  local: Local,
  given: Partial<Parsed<typeof CONFIGURATION>>,
  isDefault: boolean,
): Configuration {
  return configurations(local.store).put(configurationOf(local, given, configurationIds.make(), isDefault));
}

function configurationOf(
  local: Local,
  given: Partial<Parsed<typeof CONFIGURATION>>,
  id: string,
  isDefault: boolean,
): Configuration {
  const { features = {} } = given;
  const asked: Partial<NonNullable<Parsed<typeof CONFIGURATION>["features"]>> = features;
  return {
    id,
    object: "billing_portal.configuration",
    active: given.active ?? true,
    application: null,
    business_profile: {
      headline: given.business_profile?.headline ?? null,
      privacy_policy_url: given.business_profile?.privacy_policy_url ?? null,
      terms_of_service_url: given.business_profile?.terms_of_service_url ?? null,
    },
    created: local.now(),
    default_return_url: given.default_return_url ?? null,
    features: {
      customer_update: {
        allowed_updates: asked.customer_update?.allowed_updates ?? [],
        enabled: asked.customer_update?.enabled ?? false,
      },
      invoice_history: { enabled: asked.invoice_history?.enabled ?? isDefault },
      payment_method_update: {
        enabled: asked.payment_method_update?.enabled ?? isDefault,
        payment_method_configuration: null,
      },
      subscription_cancel: {
        cancellation_reason: {
          enabled: asked.subscription_cancel?.cancellation_reason?.enabled ?? false,
          feedback_options: [],
          options: asked.subscription_cancel?.cancellation_reason?.options ?? [],
        },
        enabled: asked.subscription_cancel?.enabled ?? isDefault,
        mode: asked.subscription_cancel?.mode ?? "at_period_end",
        proration_behavior: asked.subscription_cancel?.proration_behavior ?? "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: asked.subscription_update?.default_allowed_updates ?? [],
        enabled: asked.subscription_update?.enabled ?? false,
        proration_behavior: asked.subscription_update?.proration_behavior ?? "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: applyMetadata(null, given.metadata),
    name: given.name ?? null,
    updated: local.now(),
  };
}

function onlyGiven<T extends object>(made: T, given: object): Partial<T> {
  const kept = Object.entries(made).filter(([name]) => Reflect.get(given, name) !== undefined);
  return Object.fromEntries(kept) as Partial<T>;
}

function requireConfiguration(local: Local, id: string): Configuration {
  const found = configurations(local.store).get(id);
  if (!found) throw noSuch("configuration", id, "configuration");
  return found;
}

interface Portal {
  session: Session;
  features: Configuration["features"];
}

/** What a portal's page shows; null for an unknown link. */
export function portalOf(local: Local, id: string): Portal | null {
  const session = sessions(local.store).get(id);
  const configuration = session && configurations(local.store).get(String(session.configuration));
  return session && configuration ? { session, features: configuration.features } : null;
}

export const billingPortal: Resource = {
  routes,
  objects: {
    ids: [configurationIds],
    find: ({ store }, id) => configurations(store).get(id),
  },
};
