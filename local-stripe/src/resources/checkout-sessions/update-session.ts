import { wholeAddress } from "../../http/billing";
import { invalid } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Local } from "../../state/local";
import type { IntentData, SessionRecord } from "../../state/records";
import { checkChargeAmount } from "../charges/charge-amount";
import { readShippingOptions, replaceItems } from "./items";
import type { SessionChange } from "./params";
import { saveSession } from "./recompute";
import { checkShippingOptions } from "./rules";
import { changedDiscount } from "./server-discounts";

export function updateSession(local: Local, record: SessionRecord, given: SessionChange): SessionRecord {
  const { metadata, ...others } = given;
  if (record.session.status !== "open" && Object.values(others).some((value) => value !== undefined)) {
    throw invalid(`This Checkout Session is ${record.session.status}; only its metadata can be changed.`);
  }
  checkPermissions(record, given);
  const changed: SessionRecord = {
    ...record,
    ...changedLines(local, record, given.line_items),
    ...changedShipping(given.collected_information),
    intentData: changedIntentData(record, given.payment_intent_data),
    session: { ...record.session, metadata: applyMetadata(record.session.metadata, metadata) },
  };
  if (given.shipping_options) replaceShippingOptions(local, changed, given.shipping_options);
  if (given.discounts) {
    changed.discount = changedDiscount(local, changed, given.discounts);
    changed.nextDiscount = undefined;
  }
  if (record.session.status !== "open") return local.store.sessions.put(changed);
  const saved = saveSession(local, changed);
  try {
    checkChargeAmount(saved.session.amount_total ?? 0, saved.session.currency ?? "");
  } catch (error) {
    local.store.sessions.put(record);
    throw error;
  }
  return saved;
}

function checkPermissions({ session, discountsByServer }: SessionRecord, given: SessionChange): void {
  if (given.discounts && !discountsByServer) {
    throw invalid(
      "Discounts can only be updated when permissions[update_discounts] is server_only.",
      "discounts",
    );
  }
  if (given.payment_intent_data && session.ui_mode !== "elements") {
    throw invalid("payment_intent_data can only be updated with ui_mode elements.", "payment_intent_data");
  }
  const isServerOnly = session.permissions?.update_shipping_details === "server_only";
  if (given.collected_information?.shipping_details && !isServerOnly) {
    throw invalid(
      "Shipping details can only be updated when permissions[update_shipping_details] is server_only.",
      "collected_information[shipping_details]",
    );
  }
}

function changedLines(local: Local, record: SessionRecord, lines: SessionChange["line_items"]) {
  if (!lines) return {};
  if (lines.length === 0 || lines.length > 100)
    throw invalid("line_items has 1 to 100 entries.", "line_items");
  const { items, currency } = replaceItems(local, record.items, lines);
  if (currency !== record.session.currency) {
    throw invalid("The currency of a session cannot be changed.", "line_items");
  }
  return { items };
}

function changedShipping(given: SessionChange["collected_information"]): Partial<SessionRecord> {
  if (!given?.shipping_details) return {};
  const { name, address } = given.shipping_details;
  return { shipping: { name, address: wholeAddress(address) } };
}

function changedIntentData(record: SessionRecord, given: SessionChange["payment_intent_data"]): IntentData {
  const { intentData } = record;
  if (!given) return intentData;
  const pick = <T>(value: T | undefined, current: T): T => (value === undefined ? current : value);
  return {
    ...intentData,
    metadata: applyMetadata(intentData.metadata, given.metadata),
    description: pick(given.description, intentData.description),
    setupFutureUsage: pick(given.setup_future_usage, intentData.setupFutureUsage),
    statementDescriptor: pick(given.statement_descriptor, intentData.statementDescriptor),
    statementDescriptorSuffix: pick(given.statement_descriptor_suffix, intentData.statementDescriptorSuffix),
  };
}

function replaceShippingOptions(
  local: Local,
  record: SessionRecord,
  given: NonNullable<SessionChange["shipping_options"]>,
): void {
  checkShippingOptions(given);
  const options = readShippingOptions(local, given, record.session.currency ?? "");
  record.session = { ...record.session, shipping_options: options };
  const isStillOffered = options.some((option) => option.shipping_rate === record.chosenShippingRate);
  if (!isStillOffered) record.chosenShippingRate = null;
}
