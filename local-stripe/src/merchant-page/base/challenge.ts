import type { ChallengeOutcome } from "../../browser/messages";
import { chooseLocale, translator } from "../../texts/translate";
import { openFrame } from "./frame";

/** Over the merchant's page; resolves with the answer. `close` removes it without one. */
export function openChallenge(
  params: { key: string; clientSecret: string; locale: string; source: string },
  onDone: (outcome: ChallengeOutcome) => void,
): { close: () => void } {
  const t = translator(chooseLocale([params.locale, ...navigator.languages]));
  const before = document.activeElement;
  const overlay = document.createElement("div");
  const frame = openFrame({
    path: "/three-ds-2-challenge.html",
    name: (id) => `__privateStripeFrame${id}`,
    title: t("challenge.title"),
    params,
    onMessage: (message) => {
      if (message.type !== "challenge_done") return;
      close();
      onDone(message.outcome);
    },
  });
  Object.assign(overlay.style, {
    position: "fixed",
    inset: "0",
    zIndex: "2147483647",
    background: "transparent",
  });
  frame.element.style.height = "100%";
  frame.element.style.background = "transparent";
  overlay.append(frame.element);
  document.body.append(overlay);

  const overflow = document.documentElement.style.overflow;
  document.documentElement.style.overflow = "hidden";
  const close = () => {
    frame.remove();
    overlay.remove();
    document.documentElement.style.overflow = overflow;
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  return { close };
}
