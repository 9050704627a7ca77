import { expireDue } from "../checkout/expire";
import type { Local } from "../local";
import { settleDue } from "./delayed";
import { finishRefunds } from "./refunds";

/** Does what is due by the test clock: sessions expire, debits settle, refunds end. */
export function tick(local: Local): void {
  expireDue(local);
  settleDue(local);
  finishRefunds(local);
}
