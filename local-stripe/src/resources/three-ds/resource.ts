import { type Api, type Call, UNREAD } from "../../http/api";
import type { Resource } from "../../http/resource";
import { oneOf, required, text } from "../../http/rules";
import type { Local } from "../../state/local";
import type { AttemptRecord, IntentRecord, SetupRecord } from "../../state/records";
import { afterBank } from "../checkout-sessions/page-url";
import { shownIntent } from "../payment-intents/view";
import { shownSession } from "../payment-pages/view";
import { shownSetup } from "../setup-intents/view";
import { completeAttempt, requireAttempt } from "./complete";

const COMPLETE = { result: required(oneOf("authorize", "fail")), client_secret: text() };

function routes(api: Api): void {
  const open = { open: true };

  const view = ({ local, params }: Call) => viewOf(local, requireAttempt(local, params.source ?? ""));
  api.get("/v1/3ds2/:source", UNREAD, view, open);
  api.get("/v1/redirects/:source", UNREAD, view, open);

  api.post(
    "/v1/3ds2/:source/complete",
    COMPLETE,
    ({ local, read, params }) => {
      const attempt = requireAttempt(local, params.source ?? "");
      const { intent } = completeAttempt(local, attempt, read().result);
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
    COMPLETE,
    ({ local, read, params }) => {
      const attempt = requireAttempt(local, params.source ?? "");
      const { result } = read();
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
    // A card that is only saved has no amount.
    amount: intent?.amount ?? null,
    currency: intent?.currency ?? null,
    payment_method_type: method?.type ?? null,
    card: method?.card ? { brand: method.card.brand, last4: method.card.last4 } : null,
    merchant: { display_name: session?.branding_settings?.display_name ?? "Local Stripe" },
    locale: session?.locale ?? "auto",
  };
}

/** A session returns to its page; an intent's return URL gets the result. */
function returnUrl(
  local: Local,
  attempt: AttemptRecord,
  { intent }: IntentRecord | SetupRecord,
): string | null {
  const session = attempt.session === null ? undefined : local.store.sessions.get(attempt.session)?.session;
  if (session) return afterBank(session);
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

/** The ids of challenges are secrets, so these pages need no key. */
export const threeDs: Resource = { routes };
