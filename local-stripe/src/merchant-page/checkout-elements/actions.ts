import type { StripeCheckoutLoadActionsSuccess, StripeCheckoutSession } from "@stripe/stripe-js";
import type { UpdateInput } from "../../browser/page-api";
import type { PaymentError } from "../../browser/payment-error";
import type { Translate } from "../../texts/translate";
import { IntegrationError } from "../base/errors";
import { type ConfirmOptions, type ConfirmParts, confirmSession } from "./confirm";
import { contactInput, emailProblem } from "./contact-input";
import { promotionError } from "./promotion-errors";
import type { ServerUpdateOutcome } from "./server-updates";
import type { SessionStore } from "./session-store";
import type { Validation } from "./validate";

interface ActionParts {
  store: SessionStore;
  t: () => Translate;
  confirm: ConfirmParts;
  runServerUpdate: (update: () => Promise<unknown>) => Promise<ServerUpdateOutcome>;
  validation: () => Promise<Validation>;
}

type Done = { type: "success"; session: StripeCheckoutSession };

export function createActions(parts: ActionParts): StripeCheckoutLoadActionsSuccess {
  const { store, t } = parts;
  const session = (): StripeCheckoutSession => {
    const view = store.view();
    if (!view) throw new IntegrationError("The Checkout Session is not loaded.");
    return view;
  };
  const done = (): Done => ({ type: "success", session: session() });
  const plain = (error: PaymentError) => ({ message: error.message ?? t()("decline.unknown"), code: null });
  const update = async (input: UpdateInput) => {
    const answer = await store.update(input);
    return answer.ok ? done() : { type: "error" as const, error: plain(answer.error) };
  };
  let paying: ReturnType<typeof confirmSession> | null = null;

  return {
    getSession: session,
    applyPromotionCode: async (code) => {
      const answer = await store.update({ promotion_code: code.trim() });
      return answer.ok ? done() : { type: "error", error: promotionError(answer.error) };
    },
    removePromotionCode: () => update({ promotion_code: "" }),
    updateEmail: async (email) => {
      const code = email === null ? null : emailProblem(email.trim());
      if (code !== null) {
        const text = code === "invalidEmail" ? "error.email_invalid" : "error.email_incomplete";
        return { type: "error", error: { message: t()(text), code } };
      }
      const answer = await store.update({ email: email?.trim() ?? "" });
      if (answer.ok) return done();
      return { type: "error", error: { message: plain(answer.error).message, code: "invalidEmail" } };
    },
    updatePhoneNumber: async (phone) => {
      const answer = await store.update({ phone_number: phone ?? "" });
      if (!answer.ok) throw new IntegrationError(plain(answer.error).message);
      return done();
    },
    updateShippingAddress: async (contact) =>
      contact ? update({ shipping: contactInput(contact) }) : done(),
    updateBillingAddress: async (contact) => (contact ? update({ billing: contactInput(contact) }) : done()),
    updateShippingOption: (shippingOption) => update({ shipping_rate: shippingOption }),
    updateLineItemQuantity: ({ lineItem, quantity }) => update({ line_items: [{ id: lineItem, quantity }] }),
    runServerUpdate: async (userFunction) => {
      const outcome = await parts.runServerUpdate(userFunction);
      return outcome.ok ? done() : { type: "error", error: { message: outcome.message, code: null } };
    },
    validateElements: async () => {
      const result = await parts.validation();
      return result.ok ? done() : { type: "error", error: result.error };
    },
    confirm: (options: ConfirmOptions = {}) => {
      paying ??= confirmSession(parts.confirm, options).finally(() => {
        paying = null;
      });
      return paying;
    },
    updateIndividualName: notModelled("updateIndividualName"),
    updateBusinessName: notModelled("updateBusinessName"),
    updateTaxIdInfo: async () => ({
      type: "error",
      error: { message: sorry("updateTaxIdInfo"), code: null },
    }),
    addOptionalLineItem: async () => ({
      type: "error",
      error: { message: sorry("addOptionalLineItem"), code: null },
    }),
    removeOptionalLineItem: async () => ({
      type: "error",
      error: { message: sorry("removeOptionalLineItem"), code: null },
    }),
  };
}

const sorry = (name: string) => `The local Stripe does not model ${name}() yet.`;

function notModelled(name: string): () => Promise<never> {
  return async () => {
    throw new IntegrationError(sorry(name));
  };
}
