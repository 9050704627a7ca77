import { isRecord } from "../browser/is-record";

/** A part of a card that another frame of the same group sends: frames of one origin read each other, so it never passes the merchant's page. */
interface CardPart {
  group: string;
  kind: "cardExpiry" | "cardCvc";
  read: () => string;
}

const NAME = "localStripeCardPart";

export function sharePart(part: CardPart): void {
  Object.assign(window, { [NAME]: part });
}

/** What the shopper typed into a part of the same group; empty when it is not on the page. */
export function siblingPart(group: string, kind: CardPart["kind"]): string {
  for (let index = 0; index < window.parent.frames.length; index += 1) {
    const part = partIn(window.parent.frames[index]);
    if (isRecord(part) && part.group === group && part.kind === kind && typeof part.read === "function") {
      return String(part.read());
    }
  }
  return "";
}

function partIn(frame: unknown): unknown {
  try {
    return Reflect.get(Object(frame), NAME);
  } catch {
    // A frame of another origin.
    return null;
  }
}
