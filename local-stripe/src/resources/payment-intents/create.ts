import { invalid, noSuch } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Parsed } from "../../http/rules";
import type { Local } from "../../state/local";
import type { IntentRecord } from "../../state/records";
import { AMOUNT, checkChargeAmount } from "../charges/charge-amount";
import { readChoice, takeChoice } from "../confirmation-tokens/method-choice";
import { requireCustomer } from "../customers/customers";
import { offeredMethods } from "../payment-methods/offered";
import { checkUsable } from "../payment-methods/usable";
import { checkConfirm, checkReturn, checkToken, confirm, wholeShipping, withToken } from "./confirm-params";
import { methodOptions } from "./method-options";
import { createIntent, updateIntent } from "./new-intent";
import type { CREATE } from "./params";

export function create(local: Local, params: Parsed<typeof CREATE>): IntentRecord {
  checkParams(local, params);
  const choice = readChoice(local, params);
  const given = withToken(params, choice.token);
  const types = offered(given);
  const customer = given.customer ?? null;
  const options = methodOptions(types, given.payment_method_options);
  if (choice.method) checkUsable(choice.method, { customer, types, kind: "PaymentIntent" });
  checkToken(choice, { ...given, captureMethod: given.capture_method }, params.setup_future_usage);
  if (given.confirm) checkConfirm(choice.method, options, given, choice.token);
  const allowed = given.allowed_payment_method_types;
  const redirects = given.automatic_payment_methods?.allow_redirects ?? "always";
  const automatic = allowed ? null : { enabled: true, allow_redirects: redirects };
  if (given.confirm) checkReturn(types, automatic, given);
  const record = createIntent(local, {
    amount: given.amount,
    currency: given.currency,
    customer,
    metadata: applyMetadata(null, given.metadata),
    description: given.description ?? null,
    captureMethod: given.capture_method ?? "automatic_async",
    setupFutureUsage: given.setup_future_usage ?? null,
    statementDescriptor: given.statement_descriptor ?? null,
    statementDescriptorSuffix: given.statement_descriptor_suffix ?? null,
    receiptEmail: given.receipt_email ?? null,
    paymentMethodTypes: types,
    allowedTypes: allowed ?? null,
    excludedTypes: given.excluded_payment_method_types ?? null,
    automatic,
    shipping: given.shipping ? wholeShipping(given.shipping) : null,
    session: null,
    hooks: given.hooks,
    methodOptions: options,
    onBehalfOf: given.on_behalf_of ?? null,
    configuration: given.payment_method_configuration ?? null,
  });
  const method = takeChoice(local, choice, { payment_intent: record.id });
  if (!method) return record;
  const chosen = updateIntent(local, record, { payment_method: method.id, status: "requires_confirmation" });
  return given.confirm ? confirm(local, chosen, method, given) : chosen;
}

function checkParams(local: Local, given: Parsed<typeof CREATE>): void {
  checkChargeAmount(given.amount, given.currency, AMOUNT);
  if (given.amount === 0)
    throw invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
  if (given.customer) requireCustomer(local, given.customer, "customer", 400);
  const calculation = given.hooks?.inputs?.tax?.calculation;
  if (calculation && !local.store.calculations.get(calculation)) {
    throw noSuch("tax calculation", calculation, "hooks[inputs][tax][calculation]", 400);
  }
  if (given.confirm) return;
  for (const key of ["confirmation_token", "off_session", "mandate_data", "return_url"] as const) {
    if (given[key] !== undefined) throw invalid(`${key} can only be used with confirm=true.`, key);
  }
}

function offered(given: Parsed<typeof CREATE>): string[] {
  return offeredMethods(
    given.currency,
    given.allowed_payment_method_types,
    given.excluded_payment_method_types,
    {
      mayRedirect: given.automatic_payment_methods?.allow_redirects !== "never",
      manualCapture: given.capture_method === "manual",
    },
  );
}
