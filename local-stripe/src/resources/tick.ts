import type { Local } from "../state/local";
import { expireDue } from "./checkout-sessions/expire";
import { advanceDisputes } from "./disputes/due";
import { settleDue } from "./payment-intents/delayed";
import { finishRefunds } from "./refunds/refunds";

/** Does what is due by the test clock: sessions expire, debits settle, refunds end, disputes open and are decided. */
export function tick(local: Local): void {
  expireDue(local);
  settleDue(local);
  finishRefunds(local);
  advanceDisputes(local);
}
