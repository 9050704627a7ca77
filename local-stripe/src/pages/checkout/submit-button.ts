import type Stripe from "stripe";
import { h, svg } from "../../browser/dom";
import type { Translate } from "../../texts/translate";

type SubmitState = "ready" | "processing" | "done";

/** Its text shows the state, and it can't be pressed twice. */
export function createSubmitButton(
  t: Translate,
  session: Stripe.Checkout.Session,
): {
  root: HTMLButtonElement;
  show: (state: SubmitState) => void;
} {
  const text = h("span", { class: "SubmitButton-Text" });
  const icon = h("span", { class: "SubmitButton-Icon", "aria-hidden": "true" });
  const root = h(
    "button",
    { type: "submit", class: "SubmitButton", "data-testid": "hosted-payment-submit-button" },
    icon,
    text,
  );
  const texts = {
    ready: readyText(session),
    processing: "submit.processing",
    done: session.mode === "setup" ? "submit.saved" : "submit.done",
  } as const;
  const show = (state: SubmitState) => {
    root.dataset.state = state;
    text.textContent = t(texts[state]);
    root.setAttribute("aria-disabled", String(state !== "ready"));
    icon.replaceChildren(...drawing(state));
  };
  show("ready");
  return { root, show };
}

function readyText({ mode, submit_type: type }: Stripe.Checkout.Session) {
  if (mode === "setup") return "submit.save";
  if (mode === "subscription" || type === "subscribe") return "submit.subscribe";
  if (type === "book") return "submit.book";
  return type === "donate" ? "submit.donate" : "submit.pay";
}

function drawing(state: SubmitState): Element[] {
  if (state === "processing") return [h("span", { class: "spinner" })];
  const path = state === "done" ? "M4.5 10.5l3.5 3.5 7.5-8" : "M6 9V7a4 4 0 0 1 8 0v2M5 9h10v8H5z";
  const icon = svg("svg", { viewBox: "0 0 20 20", width: "18", height: "18" });
  icon.append(
    svg("path", {
      d: path,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.7",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
  return [icon];
}
