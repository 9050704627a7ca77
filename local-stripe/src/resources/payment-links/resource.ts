import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { missingParameter, noSuch } from "../../http/errors";
import type { InputObject } from "../../http/form";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { bool, object, oneOf, readParams, required, text, url } from "../../http/rules";
import { findBy } from "../../state/find-by";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { createSession } from "../checkout-sessions/new-session";
import { CREATE as SESSION } from "../checkout-sessions/params";
import { totalsOf } from "../checkout-sessions/totals";

type Link = Stripe.PaymentLink;

interface LinkRecord {
  id: string;
  link: Link;
  /** The parameters that each session of the link is made with. */
  input: InputObject;
}

const linkIds = idKind("plink");
const links = collectionOf<LinkRecord>("paymentLinks");

/** What a link hands on to its sessions. */
const SHARED = {
  allow_promotion_codes: SESSION.allow_promotion_codes,
  automatic_tax: SESSION.automatic_tax,
  billing_address_collection: SESSION.billing_address_collection,
  consent_collection: SESSION.consent_collection,
  custom_fields: SESSION.custom_fields,
  custom_text: SESSION.custom_text,
  customer_creation: SESSION.customer_creation,
  line_items: SESSION.line_items,
  payment_intent_data: SESSION.payment_intent_data,
  phone_number_collection: SESSION.phone_number_collection,
  shipping_address_collection: SESSION.shipping_address_collection,
  submit_type: SESSION.submit_type,
  subscription_data: SESSION.subscription_data,
};

const CREATE = {
  ...SHARED,
  after_completion: object({
    hosted_confirmation: object({ custom_message: text(500) }),
    redirect: object({ url: required(url) }),
    type: required(oneOf("hosted_confirmation", "redirect")),
  }),
  inactive_message: text(500),
  metadata,
};

const UPDATE = { active: bool, inactive_message: text(500), metadata };

function routes(api: Api): void {
  api.post("/v1/payment_links", CREATE, ({ local, input, read }) => {
    const given = read();
    if (!given.line_items?.length) throw missingParameter("line_items");
    const id = linkIds.make();
    const shared = Object.fromEntries(Object.entries(input).filter(([name]) => Object.hasOwn(SHARED, name)));
    // A session tells what a link leaves open; it is not kept.
    const { session } = createSession(local, sessionOf(local, { input: shared, after: null }));
    local.store.sessions.delete(session.id);
    const { after_completion: after } = given;
    const link: Link = {
      id,
      object: "payment_link",
      active: true,
      after_completion:
        after?.type === "redirect"
          ? { redirect: { url: after.redirect?.url ?? "" }, type: "redirect" }
          : {
              hosted_confirmation: { custom_message: after?.hosted_confirmation?.custom_message ?? null },
              type: "hosted_confirmation",
            },
      allow_promotion_codes: given.allow_promotion_codes ?? false,
      application: null,
      application_fee_amount: null,
      application_fee_percent: null,
      automatic_tax: { enabled: session.automatic_tax.enabled, liability: null },
      billing_address_collection: given.billing_address_collection ?? "auto",
      consent_collection: session.consent_collection,
      currency: session.currency ?? "",
      custom_fields: [],
      custom_text: session.custom_text,
      customer_creation: given.customer_creation ?? "if_required",
      inactive_message: given.inactive_message ?? null,
      invoice_creation: null,
      livemode: false,
      managed_payments: null,
      metadata: applyMetadata(null, given.metadata),
      on_behalf_of: null,
      optional_items: null,
      payment_intent_data: null,
      payment_method_collection: "always",
      payment_method_options: null,
      payment_method_types: null,
      phone_number_collection: { enabled: given.phone_number_collection?.enabled ?? false },
      restrictions: null,
      shipping_address_collection: session.shipping_address_collection,
      shipping_options: [],
      submit_type: given.submit_type ?? "auto",
      subscription_data: null,
      tax_id_collection: { enabled: false, required: "never" },
      transfer_data: null,
      url: `${local.baseUrl}/b/test_${randomText(20)}`,
    };
    emit(local, "payment_link.created", link);
    return links(local.store).put({ id, link, input: shared }).link;
  });
  api.get("/v1/payment_links", { ...PAGE, active: bool }, ({ local, read }) => {
    const query = read();
    const found = links(local.store)
      .newest()
      .map(({ link }) => link)
      .filter(({ active }) => query.active === undefined || active === query.active);
    return paginate(found, query, "/v1/payment_links");
  });
  api.get("/v1/payment_links/:id", UNREAD, ({ local, params }) => requireLink(local, params.id ?? "").link);
  api.post("/v1/payment_links/:id", UPDATE, ({ local, read, params }) => {
    const record = requireLink(local, params.id ?? "");
    const given = read();
    const after: Link = {
      ...record.link,
      active: given.active ?? record.link.active,
      inactive_message: given.inactive_message ?? record.link.inactive_message,
      metadata: applyMetadata(record.link.metadata, given.metadata),
    };
    emit(local, "payment_link.updated", after, changedFrom(record.link, after));
    return links(local.store).put({ ...record, link: after }).link;
  });
  api.get("/v1/payment_links/:id/line_items", PAGE, ({ local, read, params }) => {
    const record = requireLink(local, params.id ?? "");
    const session = createSession(local, sessionOf(local, { input: record.input, after: null }));
    const { lines } = totalsOf(local, session);
    local.store.sessions.delete(session.id);
    return paginate(lines, read(), `/v1/payment_links/${record.id}/line_items`);
  });
}

function sessionOf(local: Local, { input, after }: { input: InputObject; after: string | null }) {
  return readParams(SESSION, {
    ...input,
    mode: isRecurring(local, input) ? "subscription" : "payment",
    success_url: after ?? local.baseUrl,
  });
}

function isRecurring(local: Local, { line_items: lines }: InputObject): boolean {
  const first = typeof lines === "object" ? lines["0"] : undefined;
  if (typeof first !== "object") return false;
  const data = typeof first.price_data === "object" ? first.price_data : undefined;
  return data?.recurring !== undefined || local.store.prices.get(String(first.price))?.type === "recurring";
}

/** A new session for a visitor of a link: where to go, or why not. */
export function openLink(main: Local, address: string): { url: string } | { closed: string } | null {
  const local = main.worlds.all().find((world) => linkAt(world, address)) ?? main;
  const record = linkAt(local, address);
  if (!record) return null;
  const { link, input } = record;
  if (!link.active) return { closed: link.inactive_message ?? "This link is no longer active." };
  const made = createSession(
    local,
    sessionOf(local, { input, after: link.after_completion.redirect?.url ?? null }),
  );
  const { session } = local.store.sessions.put({
    ...made,
    session: {
      ...made.session,
      payment_link: link.id,
      metadata: { ...link.metadata },
      ...(!link.after_completion.redirect && { success_url: null }),
    },
  });
  return { url: session.url ?? local.baseUrl };
}

const byAddress = findBy<LinkRecord>(({ link }) => link.url);

function linkAt(local: Local, address: string): LinkRecord | undefined {
  return byAddress(links(local.store), address).take(1)[0];
}

function requireLink(local: Local, id: string): LinkRecord {
  const record = links(local.store).get(id);
  if (!record) throw noSuch("payment_link", id, "id");
  return record;
}

export const paymentLinks: Resource = {
  routes,
  objects: { ids: [linkIds], find: ({ store }, id) => links(store).get(id)?.link },
  events: ["payment_link.created", "payment_link.updated"],
};
