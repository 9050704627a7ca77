import { z } from "zod";
import { routing } from "@/i18n/routing";
import { codeField } from "@/lib/auth/form";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";
import { deskSignInPath } from "@/lib/staff/desk-pages";
import { countingStaffCode } from "@/lib/staff/limits.server";
import { spendStaffCode } from "@/lib/staff/mailbox-code.server";
import { readPendingStaff, setPendingStaff } from "@/lib/staff/pending.server";

export const maxDuration = 60;

const schema = z.object({ code: codeField, locale: z.enum(routing.locales) });

/** For how long the mailbox counts as shown: enough to set up an app. */
const SHOWN_FOR_MS = 15 * 60_000;

/** Second step: the code from the mailbox. Then the second factor is asked for; nobody is signed in yet. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers, locale }) => {
    const pending = await readPendingStaff();
    if (!pending) return seeOther(deskSignInPath({ locale, problem: "code_expired" }));
    const spent = await countingStaffCode(headers, () => spendStaffCode(pending, body.code));
    if (!spent.ok && spent.code === "rate_limited") {
      return refuseForm(headers, spent, locale, deskSignInPath({ locale, tooMany: spent }));
    }
    if (!spent.ok) return seeOther(deskSignInPath({ locale, problem: spent.code }));
    await setPendingStaff({ ...pending, shownUntil: Date.now() + SHOWN_FOR_MS });
    return seeOther(deskSignInPath({ locale }));
  },
);
