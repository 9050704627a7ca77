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
import { deskSignInPath, nextDeskPath } from "@/lib/staff/desk-pages";
import { countStaffMail } from "@/lib/staff/limits.server";
import { askForStaffCode } from "@/lib/staff/mailbox-code.server";
import { setPendingStaff } from "@/lib/staff/pending.server";

export const maxDuration = 60;

const schema = z.object({
  email: z.string().max(1000),
  next: z.string().max(500).default(""),
  locale: z.enum(routing.locales),
});

/** First step of signing in to the desk: sends a code. The answer is the same for every address. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers, locale }) => {
    const next = nextDeskPath(body.next);
    const parsed = parseEmail(body.email);
    if (!parsed.ok) return seeOther(deskSignInPath({ next, locale, problem: "email_invalid", other: true }));
    const counted = await countStaffMail(parsed.email, headers);
    if (!counted.ok) {
      return refuseForm(headers, counted, locale, deskSignInPath({ next, locale, tooMany: counted }));
    }
    const asked = { email: parsed.email, browser: randomUUID() };
    await askForStaffCode(asked, locale);
    await setPendingStaff({ ...asked, next, shownUntil: null });
    after(() => drainOutbox());
    return seeOther(deskSignInPath({ locale }));
  },
);
