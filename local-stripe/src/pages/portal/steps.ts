import type Stripe from "stripe";
import { type Html, html } from "../../http/html";
import type { Price } from "../../state/wire";
import { translator } from "../../texts/translate";
import { back, button, type PortalView, perPeriod } from "./page";
import { day } from "./shell";

const REASONS = [
  "too_expensive",
  "missing_features",
  "switched_service",
  "unused",
  "customer_service",
  "too_complex",
  "low_quality",
  "other",
] as const;

/** Home of the portal, for steps that the customer chose there. */
function home(view: PortalView): Html {
  if (view.flow) return html`${back(view)}`;
  return html`<p><a class="back" href="/p/session/${view.id}">← ${translator(view.locale)("portal.home")}</a></p>`;
}

export function cancelStep(view: PortalView, subscription: Stripe.Subscription): Html {
  const t = translator(view.locale);
  const { mode, cancellation_reason: reason } = view.configuration.features.subscription_cancel;
  const end = day(view.locale, subscription.items.data[0]?.current_period_end ?? 0);
  const offered = REASONS.filter((known) => reason.enabled && reason.options.includes(known));
  return html`${home(view)}
      <h1>${t("portal.cancelTitle")}</h1>
      <p>${mode === "immediately" ? t("portal.cancelNow") : t("portal.cancelAtEnd", { date: end })}</p>
      <form class="ask" method="post" action="/p/session/${view.id}/cancel">
        <input type="hidden" name="id" value="${subscription.id}">
        ${
          offered.length > 0
            ? html`<fieldset><legend>${t("portal.why")}</legend>${offered.map(
                (one) =>
                  html`<label><input type="radio" name="feedback" value="${one}"> ${t(`portal.reason.${one}`)}</label>`,
              )}</fieldset>`
            : null
        }
        <button class="is-first" data-testid="cancel">${t("portal.cancel")}</button>
      </form>`;
}

interface Choice {
  price: Price;
  adjustable: boolean;
}

export function updateStep(view: PortalView, subscription: Stripe.Subscription, choices: Choice[]): Html {
  const t = translator(view.locale);
  const [item] = subscription.items.data;
  const row = ({ price, adjustable }: Choice) => {
    const isCurrent = price.id === item?.price.id;
    const name = view.nameOf(price);
    const quantity = item?.quantity ?? 1;
    const field = adjustable
      ? html`<label>${t("portal.quantity")} <input type="number" name="quantity" min="1" max="999999" value="${quantity}"></label>`
      : html`<input type="hidden" name="quantity" value="${quantity}">`;
    const form = html`<form class="choice" method="get" action="/p/session/${view.id}"><input type="hidden" name="step" value="confirm"><input type="hidden" name="id" value="${subscription.id}"><input type="hidden" name="price" value="${price.id}">${field}<button data-testid="choose">${t("portal.choose", { plan: name })}</button></form>`;
    return html`<li data-testid="choice"><div><strong>${name}</strong><span>${perPeriod(view.locale, price, 1)}</span>${isCurrent ? html`<span class="note">${t("portal.current")}</span>` : null}</div>${isCurrent && !adjustable ? null : form}</li>`;
  };
  return html`${home(view)}
      <h1>${t("portal.changeTitle")}</h1>
      ${choices.length === 0 ? html`<p class="note">${t("portal.noChoices")}</p>` : html`<ul>${choices.map(row)}</ul>`}`;
}

interface Proposal {
  subscription: string;
  price: Price;
  quantity: number;
}

export function confirmStep(view: PortalView, { subscription, price, quantity }: Proposal): Html {
  const t = translator(view.locale);
  const { proration_behavior: behavior } = view.configuration.features.subscription_update;
  const settles =
    behavior === "none" ? null : t(behavior === "always_invoice" ? "portal.dueNow" : "portal.dueNext");
  const amount = perPeriod(view.locale, price, quantity);
  return html`${home(view)}
      <h1>${t("portal.confirmTitle")}</h1>
      <section class="ask"><p><strong>${view.nameOf(price)}</strong></p><p>${t("portal.newPrice", { amount })}</p>${settles ? html`<p class="note">${settles}</p>` : null}
      <form method="post" action="/p/session/${view.id}/confirm_update"><input type="hidden" name="id" value="${subscription}"><input type="hidden" name="price" value="${price.id}"><input type="hidden" name="quantity" value="${quantity}"><button class="is-first" data-testid="confirm_update">${t("portal.confirm")}</button></form></section>`;
}

/** After a flow that ends on a page of the portal. */
export function doneStep(view: PortalView): Html {
  const t = translator(view.locale);
  const text = view.flow?.type === "subscription_cancel" ? "portal.done.cancel" : "portal.done.update";
  return html`${back(view)}<h1>${t(text)}</h1>`;
}

/** Where the shop sent the customer to put a payment method in. */
export function methodStep(view: PortalView): Html {
  const t = translator(view.locale);
  return html`${back(view)}<h1>${t("portal.methods")}</h1>${button(view, "add_method", "", t("portal.addMethod"), "is-first")}`;
}
