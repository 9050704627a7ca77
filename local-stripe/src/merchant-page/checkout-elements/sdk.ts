import type {
  Appearance,
  StripeCheckoutElementsSdk,
  StripeCheckoutElementsSdkOptions,
  StripeCheckoutLoadActionsResult,
} from "@stripe/stripe-js";
import type { ChallengeOutcome } from "../../browser/messages";
import { createPageApi } from "../../browser/page-api";
import { chooseLocale, translator } from "../../texts/translate";
import { openChallenge } from "../base/challenge";
import { IntegrationError } from "../base/errors";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import { ElementLoadError } from "../element-host/element-host";
import { createListeners } from "../element-host/listeners";
import { createActions } from "./actions";
import { createCheckoutElements } from "./checkout-elements";
import { createElementSync } from "./element-sync";
import { checkServerUpdate, createServerUpdates } from "./server-updates";
import { createSessionStore, type SessionStore } from "./session-store";
import { validateElements } from "./validate";

/** `stripe.initCheckoutElementsSdk`. @throws IntegrationError when `clientSecret` is missing */
export function initCheckoutElementsSdk(
  { key, locale: wantedLocale, betas }: { key: string; locale: string; betas: readonly string[] },
  options: StripeCheckoutElementsSdkOptions,
): StripeCheckoutElementsSdk {
  if (!options?.clientSecret) throw new IntegrationError("initCheckoutElementsSdk() needs clientSecret.");
  const listeners = createListeners();
  const localeOf = (session?: string | null) => chooseLocale([wantedLocale, session, ...navigator.languages]);
  const t = () => translator(localeOf(open?.store.page()?.locale));
  let open: { store: SessionStore; clientSecret: string } | null = null;

  const started = (async () => {
    const clientSecret = await options.clientSecret;
    if (typeof clientSecret !== "string" || !/^cs_\w+_secret_\S+$/.test(clientSecret)) {
      throw new IntegrationError(
        "The client secret of a Checkout Session looks like cs_…_secret_…; this is another value.",
      );
    }
    const api = createPageApi(key, clientSecret, LOCAL_STRIPE_ORIGIN);
    const store = createSessionStore(
      api,
      (page) => localeOf(page.locale),
      (session, page) => {
        elements.show(page);
        listeners.emit("change", session);
      },
    );
    open = { store, clientSecret };
    const answer = await store.load();
    if (!answer.ok) throw new ElementLoadError({ message: t()("state.error.text"), ...answer.error });
    const known = answer.value;
    const { email, phoneNumber } = options.defaultValues ?? {};
    if (known.session.status === "open" && ((email && !known.email) || phoneNumber)) {
      await store.update({ email, phone_number: phoneNumber });
    }
    const sync = createElementSync(store);
    const updates = createServerUpdates(async () => {
      const fetched = await store.load();
      return fetched.ok
        ? { ok: true }
        : { ok: false, message: fetched.error.message ?? t()("decline.unknown") };
    });
    const runServerUpdate = async (update: () => Promise<unknown>) => {
      checkServerUpdate(store.page()?.session.permissions ?? null, betas);
      store.note({ busy: true });
      const outcome = await updates.run(async () => {
        await sync.flush();
        await update();
      });
      store.note({ busy: updates.busy() });
      return outcome;
    };
    const validation = (asked = { payment: true }) => {
      const free = store.page()?.session.amount_total === 0;
      return validateElements(elements.all(), free || !asked.payment);
    };
    const actions = createActions({
      store,
      t,
      runServerUpdate,
      validation,
      confirm: {
        api,
        origin: LOCAL_STRIPE_ORIGIN,
        store,
        t,
        payment: () => elements.all().get("payment") ?? null,
        express: () => elements.express(),
        settled: async () => {
          await sync.flush();
          await updates.settled();
          await store.settled();
        },
        validate: async (asked) => {
          const result = await validation(asked);
          return result.ok || result.error.code === "no_elements" ? null : result.error.message;
        },
        challenge: (source) =>
          new Promise<ChallengeOutcome>((resolve) => {
            openChallenge({ key, clientSecret, locale: localeOf(store.page()?.locale), source }, resolve);
          }),
      },
    });
    return { store, sync, actions };
  })();
  started.catch(() => {});

  const elements = createCheckoutElements({ key, locale: wantedLocale, options, localeOf, started });
  const created = elements.create;

  return {
    on: (event, handler) => {
      if (event === "change") listeners.add(event, handler);
    },
    loadActions: async (): Promise<StripeCheckoutLoadActionsResult> => {
      try {
        const { actions } = await started;
        return { type: "success", actions };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { type: "error", error: { message, code: null } };
      }
    },
    changeAppearance: (appearance: Appearance) => elements.changeAppearance(appearance),
    loadFonts: (fonts) => elements.loadFonts(fonts),
    ...created,
  };
}
