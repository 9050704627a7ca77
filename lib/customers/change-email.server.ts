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
 * Sends a code to the new address. Whether an account has the address is not checked, because only its owner may learn that.
 * @param headers of the request, for the limits
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
  email: string;
  code: string;
  signInToken: string;
};

/**
 * Changes the account's e-mail address. Guest orders with the address join the account, other sign-ins end, and Stripe and the
 * old address are informed. Safe to repeat.
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

/** Gives the account the address; false when another account has it. Orders are locked before the account, as everywhere. */
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
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
