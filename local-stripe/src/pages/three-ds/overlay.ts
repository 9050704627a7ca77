import { h, svg } from "../../browser/dom";
import { readFrameParams } from "../../browser/frame-params";
import { type ChallengeOutcome, pack, unpack } from "../../browser/messages";
import { chooseLocale, translator } from "../../texts/translate";
import { answerChallenge } from "./answer";

/** The outermost frame: dims the merchant's page and passes the answer on. */
const params = readFrameParams(window.location.hash);
const locale = chooseLocale([params.locale, ...navigator.languages]);
const t = translator(locale);
document.documentElement.lang = locale;
document.title = t("challenge.title");

function report(outcome: ChallengeOutcome): void {
  window.parent.postMessage(pack(params.frameId, { type: "challenge_done", outcome }), params.parentOrigin);
}

const challenge = h("iframe", {
  id: "challengeFrame",
  name: "stripe-challenge-frame",
  title: t("challenge.title"),
  src: `/three-ds-2-challenge/frame.html${window.location.hash}`,
});
const close = h(
  "button",
  { type: "button", class: "close", "aria-label": t("challenge.cancel") },
  svg(
    "svg",
    { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" },
    svg("path", {
      d: "M3 3l10 10M13 3L3 13",
      stroke: "currentColor",
      "stroke-width": "1.8",
      "stroke-linecap": "round",
    }),
  ),
);
const cancel = async () => report(await answerChallenge(params, "fail"));
close.addEventListener("click", cancel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") void cancel();
});
window.addEventListener("message", (event) => {
  if (event.origin !== window.location.origin) return;
  const message = unpack(params.frameId, event.data);
  if (message?.type === "challenge_done") report(message.outcome);
});

document.body.append(
  h(
    "div",
    { class: "overlay" },
    h(
      "div",
      { class: "box", role: "dialog", "aria-modal": "true", "aria-label": t("challenge.title") },
      challenge,
      close,
    ),
  ),
);
