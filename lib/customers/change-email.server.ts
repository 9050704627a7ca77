import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import type { EmailChangeProblem } from "@/lib/auth/email-change";
import { spendEmailChangeCode } from "@/lib/auth/email-change-code.server";
import { countAccountCode, countEmail } from "@/lib/auth/limits.server";
import { parseEmail } from "@/lib/base/email-address";
import type { CustomerId } from "@/lib/base/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { lockOrders } from "@/lib/db/locks.server";
import { customers, signInSessions } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { TooMany } from "@/lib/limits/too-many";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import { claimOrders, unclaimedOrders } from "./claim-orders.server";
import { lockAccount } from "./lock-account.server";
import { followAccount } from "./loyalty/follow-orders.server";
import { enqueueCustomerFacts } from "./stripe-jobs.server";

type EmailChange =
  | { ok: true; email: string }
  | { ok: false; code: Exclude<EmailChangeProblem, "rate_limited"> }
  | TooMany;

/**
 * Asks for a code to the address an account is to have. Whether another account has it is not looked at: only its
 * owner, who can read the code, learns that.
 *
 * @param headers of the request, for the limits.
 */
export async function askForEmailChange(
  database: Database,
  customer: { id: CustomerId; email: string },
  typed: string,
  headers: Headers,
): Promise<EmailChange> {
  const parsed = parseEmail(typed);
  if (!parsed.ok) return parsed;
  const { email } = parsed;
  if (email === customer.email) return { ok: false, code: "email_same" };
  const counted = await countEmail(email, headers, customer.id);
  if (!counted.ok) return counted;
  await enqueueForPerson(database, {
    effect: "email.confirm_address",
    occurrence: randomUUID(),
    payload: { customerId: customer.id, email },
  });
  return { ok: true, email };
}

type Proof = {
  customerId: CustomerId;
  /** The address the code was sent to. */
  email: string;
  code: string;
  /** The session that stays; the account's others end. */
  signInToken: string;
};

/**
 * Changes an account's e-mail address once its code is right, in one transaction with all that follows: guest's
 * orders with that address join the account, other sessions end, Stripe and the old address hear of it. An address
 * that another account has is refused only now. Doing it again changes nothing.
 */
export async function changeEmail(database: Database, proof: Proof, now = new Date()): Promise<EmailChange> {
  const { customerId, email } = proof;
  const counted = await countAccountCode(customerId);
  if (!counted.ok) return counted;
  return inTransaction(database, async (tx) => {
    const account = await lockAccount(tx, customerId);
    if (!account) throw new Error(`there is no account ${customerId}`);
    if (account.email === email) return { ok: true, email };
    const used = await spendEmailChangeCode(tx, proof, now);
    if (!used.ok) return used;
    if (!(await takeAddress(tx, customerId, email))) return { ok: false, code: "email_taken" };
    await tx
      .delete(signInSessions)
      .where(and(eq(signInSessions.customerId, customerId), ne(signInSessions.token, proof.signInToken)));
    await enqueueCustomerFacts(tx, customerId);
    await enqueueForPerson(tx, {
      effect: "email.address_changed",
      occurrence: randomUUID(),
      payload: { email: account.email, locale: account.locale },
    });
    await followAccount(tx, customerId);
    return { ok: true, email };
  });
}

/** Orders first: whoever settles one has locked it before it refers to the account. False: another account has it. */
async function takeAddress(tx: Transaction, customerId: CustomerId, email: string): Promise<boolean> {
  const [other] = await tx.select({ id: customers.id }).from(customers).where(eq(customers.email, email));
  if (other) return false;
  try {
    await tx.transaction(async (attempt) => {
      const locked = await lockOrders(attempt, unclaimedOrders(email));
      await claimOrders(attempt, { id: customerId, email }, locked);
      await attempt.update(customers).set({ email, emailVerified: true }).where(eq(customers.id, customerId));
    });
    return true;
  } catch (error) {
    // Somebody has just signed in with it for the first time.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
