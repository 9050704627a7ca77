import type { FrameParams } from "../../browser/frame-params";
import type { MerchantPage } from "../../browser/merchant-window";
import type { ChallengeOutcome } from "../../browser/messages";
import { openChallenge } from "../../merchant-page/base/challenge";

/** A hosted page has its window to itself, so it does what it asks of stripe.js in a frame. */
export function createOwnPage(params: FrameParams): MerchantPage {
  return {
    followHeight: () => {},
    reveal: (element) => element.scrollIntoView({ block: "center" }),
    challenge: (source) =>
      new Promise<ChallengeOutcome>((resolve) => {
        openChallenge({ ...params, source }, resolve);
      }),
    redirect: (url) => window.location.assign(url),
    complete: (url) => {
      if (url !== null) window.location.replace(url);
    },
  };
}
