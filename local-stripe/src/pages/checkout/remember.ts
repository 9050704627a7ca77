import { isRecord } from "../../browser/is-record";
import type { AddressInput } from "../../browser/page-api";

/** For the way back from a bank's page. Never anything of a card or an account. */
export interface Remembered {
  email: string;
  name: string;
  address: Partial<AddressInput>;
}

const keyOf = (sessionId: string) => `local-stripe:${sessionId}`;

/** For this tab. Without storage, as in some frames, nothing is kept. */
export function remember(sessionId: string, shopper: Remembered | null): void {
  try {
    if (shopper) window.sessionStorage.setItem(keyOf(sessionId), JSON.stringify(shopper));
    else window.sessionStorage.removeItem(keyOf(sessionId));
  } catch {
    // The browser forbids storage, so the shopper types again.
  }
}

export function recall(sessionId: string): Remembered | null {
  try {
    const saved: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(sessionId)) ?? "null");
    return isRecord(saved) ? parse(saved) : null;
  } catch {
    return null;
  }
}

function parse(saved: Record<string, unknown>): Remembered {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const address = isRecord(saved.address) ? saved.address : {};
  return {
    email: text(saved.email),
    name: text(saved.name),
    address: {
      line1: text(address.line1),
      line2: text(address.line2),
      city: text(address.city),
      state: text(address.state),
      postal_code: text(address.postal_code),
      country: text(address.country),
    },
  };
}
