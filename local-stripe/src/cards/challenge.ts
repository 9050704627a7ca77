import type { TestCard } from "./card-types";

/** `requestThreeDS`: the merchant's wish where 3DS is optional. */
export function needsChallenge(
  card: TestCard,
  { offSession, requestThreeDS }: { offSession: boolean; requestThreeDS: boolean },
): boolean {
  switch (card.threeDS) {
    case "required":
      return true;
    case "unless_off_session":
      return !offSession;
    case "optional":
      return requestThreeDS;
    case undefined:
      return false;
  }
}
