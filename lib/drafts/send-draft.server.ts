import "server-only";
import { eq, sql } from "drizzle-orm";
import type { DraftId } from "@/lib/base/ids";
import { shop } from "@/lib/config/shop";
import type { Database } from "@/lib/db/client";
import { draftOrders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import { priceDraft } from "./price-draft.server";
import { findDraft } from "./read-draft.server";
import { lockDraft, versionOfDraft } from "./save-draft.server";

const DAY_MS = 86_400_000;

type Sent =
  | { ok: true; expiresAt: Date }
  | {
      ok: false;
      code: "not_found" | "draft_changed" | "draft_over" | "draft_no_email" | "draft_not_payable";
    };

/**
 * Lets a shopper pay a draft from now on, for as many days as the shop allows. Again begins the days anew. `seen` is the version that was looked at,
 * so that two clicks send one e-mail.
 */
export async function sendDraft(
  database: Database,
  id: DraftId,
  { seen, byEmail }: { seen: string; byEmail: boolean },
): Promise<Sent> {
  return inTransaction(database, async (tx): Promise<Sent> => {
    const draft = await lockDraft(tx, id);
    const found = draft && (await findDraft(tx, id));
    if (!found) return { ok: false, code: "not_found" };
    if (versionOfDraft(draft) !== seen) return { ok: false, code: "draft_changed" };
    if (found.state === "paid" || found.state === "ended") return { ok: false, code: "draft_over" };
    if (byEmail && !draft.email) return { ok: false, code: "draft_no_email" };
    if (!found.order && !(await priceDraft(tx, draft, draft.locale)).quoted.ok)
      return { ok: false, code: "draft_not_payable" };
    const expiresAt = requestEnd();
    await tx
      .update(draftOrders)
      .set({ expiresAt, sentAt: draft.sentAt ?? sql`now()` })
      .where(eq(draftOrders.id, id));
    if (byEmail)
      await enqueueForPerson(tx, {
        effect: "email.payment_requested",
        occurrence: `${id} ${seen}`,
        payload: { draftId: id },
      });
    return { ok: true, expiresAt };
  });
}

/** Until when a request that is sent now can be paid. */
export const requestEnd = (): Date => new Date(Date.now() + shop().paymentRequests.days * DAY_MS);
