import type { TestCard } from "./card-types";

/** Whether the card needs a challenge. `requestThreeDS` is the merchant's wish when 3DS is optional. */
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
