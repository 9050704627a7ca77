import type Stripe from "stripe";
import { readFrameParams } from "../../browser/frame-params";
import { createMerchantPage } from "../../browser/merchant-window";
import { createPageApi } from "../../browser/page-api";
import { createChecks } from "../../forms/checks";
import { applyBranding } from "../../forms/look";
import { chooseLocale, translator } from "../../texts/translate";
import { createCheckoutForm } from "./form";
import { createOwnPage } from "./own-page";
import { createScreen, createSkeleton, type ScreenKind } from "./screens";

const params = readFrameParams(window.location.hash);
const isHosted = window.parent === window;
const merchant = isHosted ? createOwnPage(params) : createMerchantPage(params);
document.documentElement.classList.toggle("is-hosted", isHosted);
const api = createPageApi(params.key, params.clientSecret);
const app = document.getElementById("app") ?? document.body;
const browserWishes = [params.locale, ...navigator.languages];
let locale = chooseLocale(browserWishes);

function show(content: HTMLElement): void {
  app.replaceChildren(content);
}

function showScreen(kind: ScreenKind): void {
  show(createScreen(translator(locale), kind, kind === "error" ? () => void start() : undefined));
}

/** After the payment: to the merchant, or the last page. */
function leave(session: Stripe.Checkout.Session): void {
  const stays =
    session.redirect_on_completion === "never" || session.redirect_on_completion === "if_required";
  const template = session.return_url ?? session.success_url;
  const url = template?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
  merchant.complete(stays ? null : url);
  if (stays || url === null) showScreen(session.payment_status === "unpaid" ? "processing" : "paid");
}

async function start(): Promise<void> {
  document.documentElement.lang = locale;
  show(createSkeleton(translator(locale)));
  const answer = await api.load();
  if (!answer.ok) return showScreen("error");

  const page = answer.value;
  locale = chooseLocale([page.session.locale, page.locale, ...browserWishes]);
  document.documentElement.lang = locale;
  document.title = isHosted ? page.merchant.display_name : translator(locale)("frame.title");
  applyBranding(document.documentElement, page.session.branding_settings);
  if (page.session.status === "expired") return showScreen("expired");
  if (page.session.status === "complete") return showScreen("complete");

  const t = translator(locale);
  const context = { page, locale, t, checks: createChecks(t) };
  show(
    createCheckoutForm(context, api, params.key, merchant, (session) => {
      if (session.status === "complete") leave(session);
      else showScreen("expired");
    }),
  );
}

// The browser may restore this page in the middle of a payment.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
merchant.followHeight(app);
void start();
