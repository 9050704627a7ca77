import type { FrameParams } from "./frame-params";
import { type ChallengeOutcome, type FrameMessage, pack, unpack } from "./messages";

/** The merchant's page, as far as stripe.js lets a frame act on it. */
export function createMerchantPage(params: FrameParams) {
  const send = (message: FrameMessage) =>
    window.parent.postMessage(pack(params.frameId, message), params.parentOrigin);
  let challengeDone: ((outcome: ChallengeOutcome) => void) | null = null;

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== params.parentOrigin) return;
    const message = unpack(params.frameId, event.data);
    if (message?.type !== "challenge_done") return;
    challengeDone?.(message.outcome);
    challengeDone = null;
  });

  return {
    /** Keeps the frame as tall as its content. */
    followHeight: (content: HTMLElement) => {
      let last = 0;
      new ResizeObserver(() => {
        const height = Math.ceil(content.getBoundingClientRect().height);
        if (height === last) return;
        last = height;
        send({ type: "height", height });
      }).observe(content);
    },
    /** Scrolls the merchant's page, as the frame can't scroll itself. */
    reveal: (element: HTMLElement) => send({ type: "reveal", top: element.getBoundingClientRect().top }),
    challenge: (source: string) =>
      new Promise<ChallengeOutcome>((resolve) => {
        challengeDone = resolve;
        send({ type: "challenge", source });
      }),
    redirect: (url: string) => send({ type: "redirect", url }),
    complete: (url: string | null) => send({ type: "complete", url }),
  };
}

export type MerchantPage = ReturnType<typeof createMerchantPage>;
