import "server-only";
import { eq } from "drizzle-orm";
import { routing } from "@/i18n/routing";
import { newStaffId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { forgetSecondFactor } from "./manage.server";

/** Makes an owner, or makes somebody one again who sets up a new app at the next sign-in. For whoever runs the store's commands. */
export async function createOwner(email: string): Promise<{ isNew: boolean }> {
  const known = await inTransaction(db(), async (tx) => {
    const [account] = await tx
      .select({ id: staff.id })
      .from(staff)
      .where(eq(staff.email, email))
      .for("update");
    const owner = { role: "owner", endedAt: null } as const;
    if (account) await tx.update(staff).set(owner).where(eq(staff.id, account.id));
    else {
      const person = { id: newStaffId(), email, emailVerified: true, locale: routing.defaultLocale };
      await tx.insert(staff).values({ ...person, ...owner });
    }
    return account;
  });
  if (known) await forgetSecondFactor(known.id);
  return { isNew: !known };
}
