import { randomUUID } from "node:crypto";
import { after } from "next/server";
import { z } from "zod";
import { routing } from "@/i18n/routing";
import { parseEmail } from "@/lib/base/email-address";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";
import { deskSignInPath, FIRST_OWNER } from "@/lib/staff/desk-pages";
import { makeFirstOwner, mayMakeFirstOwner } from "@/lib/staff/first-owner.server";
import { countingStaffCode } from "@/lib/staff/limits.server";
import { askForStaffCode } from "@/lib/staff/mailbox-code.server";
import { setPendingStaff } from "@/lib/staff/pending.server";

export const maxDuration = 60;

const schema = z.object({
  key: z.string().max(200),
  email: z.string().max(1000),
  locale: z.enum(routing.locales),
});

/** Makes the first owner of the desk, and sends them the code for their first sign-in. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body: { key, email }, headers, locale }) => {
    const opened = await countingStaffCode(headers, async () => ({ ok: await mayMakeFirstOwner(key) }));
    if ("retryAfter" in opened) {
      return refuseForm(headers, opened, locale, deskSignInPath({ locale, tooMany: opened }));
    }
    if (!opened.ok) return { ok: false, code: "not_found" };
    const parsed = parseEmail(email);
    if (!parsed.ok) {
      const again = new URLSearchParams({ key, language: locale, problem: "email_invalid" });
      return seeOther(`${FIRST_OWNER}?${again}`);
    }
    if (!(await makeFirstOwner(parsed.email, locale))) return { ok: false, code: "not_found" };
    const asked = { email: parsed.email, browser: randomUUID() };
    await askForStaffCode(asked, locale);
    await setPendingStaff({ ...asked, next: "/admin", shownUntil: null });
    after(() => drainOutbox());
    return seeOther(deskSignInPath({ locale }));
  },
);
