import type { Api, Call } from "../../http/api";
import { oneOf, readParams, required, text } from "../../http/rules";
import type { SetupRecord } from "../../state/element-records";
import type { Local } from "../../state/local";
import type { AttemptRecord, IntentRecord } from "../../state/records";
import { shownIntent } from "../payment-intents/view";
import { returnUrlOf } from "../payment-pages/pay";
import { shownSession } from "../payment-pages/routes";
import { shownSetup } from "../setup-intents/routes";
import { completeAttempt, requireAttempt } from "./complete";

const COMPLETE = { result: required(oneOf("authorize", "fail")), client_secret: text() };

/** What the challenge and the bank's page call. Their ids are secrets, so they need no key. */
export function mountThreeDs(api: Api): void {
  const open = { open: true };

  const view = ({ local, params }: Call) => viewOf(local, requireAttempt(local, params.source ?? ""));
  api.get("/v1/3ds2/:source", view, open);
  api.get("/v1/redirects/:source", view, open);

  api.post(
    "/v1/3ds2/:source/complete",
    ({ local, input, params }) => {
      const attempt = requireAttempt(local, params.source ?? "");
      const { intent } = completeAttempt(local, attempt, readParams(COMPLETE, input).result);
      const session = attempt.session === null ? null : shownSession(local, attempt.session);
      return {
        session,
        payment_intent: intent.object === "payment_intent" ? shownIntent(intent) : null,
        setup_intent: intent.object === "setup_intent" ? shownSetup(intent) : null,
      };
    },
    open,
  );

  api.post(
    "/v1/redirects/:source/complete",
    ({ local, input, params }) => {
      const attempt = requireAttempt(local, params.source ?? "");
      const { result } = readParams(COMPLETE, input);
      const record = completeAttempt(local, attempt, result);
      return { return_url: returnUrl(local, attempt, record) };
    },
    open,
  );
}

function viewOf(local: Local, attempt: AttemptRecord): object {
  const intent = local.store.intents.get(attempt.intent)?.intent;
  const method = local.store.methods.get(attempt.method)?.method;
  const session = attempt.session === null ? undefined : local.store.sessions.get(attempt.session)?.session;
  return {
    id: attempt.id,
    kind: attempt.kind,
    state: attempt.state,
    // A card that is only kept has no amount.
    amount: intent?.amount ?? null,
    currency: intent?.currency ?? null,
    payment_method_type: method?.type ?? null,
    card: method?.card ? { brand: method.card.brand, last4: method.card.last4 } : null,
    merchant: { display_name: session?.branding_settings?.display_name ?? "Local Stripe" },
    locale: session?.locale ?? "auto",
  };
}

/** A session goes back to its page; a bare intent is told how it went. */
function returnUrl(
  local: Local,
  attempt: AttemptRecord,
  { intent }: IntentRecord | SetupRecord,
): string | null {
  const session = attempt.session === null ? undefined : local.store.sessions.get(attempt.session)?.session;
  if (session) return returnUrlOf(session);
  if (attempt.returnUrl === null) return null;
  const url = new URL(attempt.returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? "");
  url.searchParams.set(
    "redirect_status",
    intent.status === "requires_payment_method" ? "failed" : "succeeded",
  );
  return url.toString();
}
