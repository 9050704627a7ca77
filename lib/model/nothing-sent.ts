import type { Quote } from "./quote";

/** The delivery of an order of which nothing is packed. */
export const NOTHING_TO_SEND = "nothing-to-send";

/** Whether all lines are work or vouchers. */
export const isNothingSent = (lines: readonly Pick<Quote["lines"][number], "needsNoSending">[]): boolean =>
  lines.every(({ needsNoSending }) => needsNoSending === true);
