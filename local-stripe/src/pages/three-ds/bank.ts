import { h } from "../../browser/dom";
import { readFrameParams } from "../../browser/frame-params";
import { isRecord } from "../../browser/is-record";
import { pack } from "../../browser/messages";
import { formatAmount } from "../../facts/money";
import { chooseLocale, translator } from "../../texts/translate";
import { answerChallenge } from "./answer";

/** The innermost frame: the bank's page. */
const params = readFrameParams(window.location.hash);
const locale = chooseLocale([params.locale, ...navigator.languages]);
const t = translator(locale);
document.documentElement.lang = locale;
document.title = t("challenge.heading");

const facts = h("dl", { hidden: true });
const problem = h("div", {});
const action = (id: string, text: string, result: "authorize" | "fail") => {
  const button = h(
    "button",
    { type: "button", id, class: result === "fail" ? "action is-second" : "action" },
    text,
  );
  button.addEventListener("click", () => void answer(result));
  return button;
};
const complete = action("test-source-authorize-3ds", t("challenge.complete"), "authorize");
const fail = action("test-source-fail-3ds", t("challenge.fail"), "fail");
let answering = false;

async function answer(result: "authorize" | "fail"): Promise<void> {
  if (answering) return;
  answering = true;
  for (const button of [complete, fail]) button.setAttribute("aria-disabled", "true");
  const outcome = await answerChallenge(params, result);
  if (outcome.error?.type === "api_connection_error") {
    answering = false;
    for (const button of [complete, fail]) button.removeAttribute("aria-disabled");
    problem.replaceChildren(h("p", { class: "bank-error", role: "alert" }, t("challenge.error")));
    return;
  }
  const overlay = window.parent.parent;
  overlay.postMessage(pack(params.frameId, { type: "challenge_done", outcome }), window.location.origin);
}

async function showFacts(): Promise<void> {
  const query = new URLSearchParams({ key: params.key, client_secret: params.clientSecret });
  const response = await fetch(`/v1/3ds2/${encodeURIComponent(params.source)}?${query}`);
  const body: unknown = await response.json();
  if (!response.ok || !isRecord(body)) return;
  const { amount, currency, merchant } = body;
  const entry = (label: string, value: string) => h("div", {}, h("dt", {}, label), h("dd", {}, value));
  if (typeof amount === "number" && typeof currency === "string") {
    facts.append(entry(t("challenge.amount"), formatAmount(amount, currency, locale)));
    facts.hidden = false;
  }
  const name = isRecord(merchant) ? merchant.display_name : merchant;
  if (typeof name === "string") facts.prepend(entry(t("challenge.merchant"), name));
}

document.body.append(
  h(
    "div",
    { class: "bank" },
    h("p", { class: "bank-name" }, t("challenge.bank"), h("span", { class: "badge" }, t("badge"))),
    h("h1", {}, t("challenge.heading")),
    h("p", {}, t("challenge.text")),
    facts,
    problem,
    h("div", { class: "actions" }, complete, fail),
  ),
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") void answer("fail");
});
complete.focus({ preventScroll: true });
void showFacts().catch(() => {});
