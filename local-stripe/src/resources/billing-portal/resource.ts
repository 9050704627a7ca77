import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid, missingParameter, noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
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
import { requirePrice } from "../prices/prices";
import { requireSubscription } from "../subscriptions/subscriptions";
import { CONFIGURATION, configurationOf } from "./configurations";

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
    payment_method_update: ignored,
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
    const made = configurationOf(local, given, before.id, before.is_default, before.features);
    const after = configurations(local.store).put({
      ...before,
      active: given.active ?? before.active,
      metadata: applyMetadata(before.metadata, given.metadata),
      ...(given.business_profile && { business_profile: made.business_profile }),
      ...(given.default_return_url !== undefined && { default_return_url: given.default_return_url }),
      features: made.features,
      updated: local.now(),
    });
    emit(local, "billing_portal.configuration.updated", after, changedFrom(before, after));
    return after;
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
  if (flow) checkFlow(local, given.customer, flow, configuration.features);
  const id = sessionIds.make();
  const session = sessions(local.store).put({
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
                items: flow.subscription_update_confirm.items.map(({ id: item, price, quantity }) => {
                  const { items } = requireSubscription(
                    local,
                    flow.subscription_update_confirm?.subscription ?? "",
                  );
                  const known = items.find((one) => one.id === item);
                  if (!known) throw noSuch("subscription_item", item, "flow_data", 400);
                  if (price !== undefined) requirePrice(local, price, "flow_data", 400);
                  return {
                    id: item,
                    price: price ?? known.price,
                    quantity: quantity ?? known.quantity,
                  };
                }),
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
  emit(local, "billing_portal.session.created", session);
  return session;
}

function createConfiguration(
  local: Local,
  given: Partial<Parsed<typeof CONFIGURATION>>,
  isDefault: boolean,
): Configuration {
  const made = configurations(local.store).put(
    configurationOf(local, given, configurationIds.make(), isDefault),
  );
  emit(local, "billing_portal.configuration.created", made);
  return made;
}

type Flow = NonNullable<Parsed<typeof SESSION>["flow_data"]>;

/** Sentences are assumed, but for the words of a subscription that ends already. */
function checkFlow(local: Local, customer: string, flow: Flow, features: Configuration["features"]): void {
  const wanted = flow.subscription_cancel ?? flow.subscription_update ?? flow.subscription_update_confirm;
  if (flow.type !== "payment_method_update" && flow[flow.type] === undefined) {
    throw missingParameter(`flow_data[${flow.type}]`);
  }
  if (flow.after_completion?.type === "redirect" && !flow.after_completion.redirect) {
    throw missingParameter("flow_data[after_completion][redirect]");
  }
  const feature =
    flow.type === "payment_method_update"
      ? features.payment_method_update
      : flow.type === "subscription_cancel"
        ? features.subscription_cancel
        : features.subscription_update;
  if (!feature.enabled) {
    throw invalid(
      `This flow is not possible, because the portal configuration disables what ${flow.type} needs.`,
      "flow_data[type]",
    );
  }
  if (!wanted) return;
  const { subscription } = requireSubscription(local, wanted.subscription);
  if (subscription.customer !== customer) throw noSuch("subscription", subscription.id, "flow_data", 400);
  if (flow.type === "subscription_cancel" && subscription.cancel_at !== null) {
    throw invalid(
      `The subscription \`${subscription.id}\` is already set to be canceled at period end.`,
      "flow_data[subscription_cancel][subscription]",
    );
  }
  if (["canceled", "incomplete_expired"].includes(subscription.status)) {
    throw invalid(`The subscription \`${subscription.id}\` has ended.`, "flow_data");
  }
}

function requireConfiguration(local: Local, id: string): Configuration {
  const found = configurations(local.store).get(id);
  if (!found) throw noSuch("configuration", id, "configuration");
  return found;
}

interface Portal {
  session: Session;
  configuration: Configuration;
}

/** What a portal's page shows; null for an unknown link. */
export function portalOf(local: Local, id: string): Portal | null {
  const session = sessions(local.store).get(id);
  const configuration = session && configurations(local.store).get(String(session.configuration));
  return session && configuration ? { session, configuration } : null;
}

export const billingPortal: Resource = {
  routes,
  events: [
    "billing_portal.configuration.created",
    "billing_portal.configuration.updated",
    "billing_portal.session.created",
  ],
  objects: {
    ids: [configurationIds],
    find: ({ store }, id) => configurations(store).get(id),
  },
};
