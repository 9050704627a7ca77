import { expireDue } from "../checkout/expire";
import type { Local } from "../local";
import { settleDue } from "./delayed";
import { advanceDisputes } from "./dispute-time";
import { finishRefunds } from "./refunds";

/** Does what is due by the test clock: sessions expire, debits settle, refunds end, disputes open and are decided. */
export function tick(local: Local): void {
  expireDue(local);
  settleDue(local);
  finishRefunds(local);
  advanceDisputes(local);
}
