import "server-only";
import { count, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";

export const countNewsMailTo = (mailbox: string) => count(limitsOf("newsMail", { mailbox, from: null }));

export const countNewsMailFrom = (headers: Headers) =>
  count(limitsOf("newsMail", { from: requestSource(headers) }));

/** A link is counted when it is wrong: a right one always works, also for a mail program that stops many people's news from one address. */
export const countWrongNewsLink = (headers: Headers) =>
  count(limitsOf("wrongNewsLink", { from: requestSource(headers) }));
