import { randomUUID } from "node:crypto";
import { after } from "next/server";
import { z } from "zod";
import { askForSignInEmail } from "@/lib/auth/ask-for-email.server";
import { commonFields } from "@/lib/auth/form";
import { countEmail } from "@/lib/auth/limits.server";
import { signInPath } from "@/lib/auth/paths";
import { readPending, setPending } from "@/lib/auth/pending.server";
import { parseEmail } from "@/lib/base/email-address";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.object({ ...commonFields, email: z.string().max(1000) });

/** First step of signing in: sends the e-mail, then asks for its code. The answer is the same for every address. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body, headers, locale }) => {
    const { next } = body;
    const parsed = parseEmail(body.email);
    if (!parsed.ok) return seeOther(signInPath(locale, { next, problem: parsed.code, other: true }));
    const { email } = parsed;
    const counted = await countEmail(email, headers);
    if (!counted.ok) {
      return refuseForm(headers, counted, locale, signInPath(locale, { next, tooMany: counted }));
    }
    const before = await readPending();
    const browser = before?.email === email && before.browser ? before.browser : randomUUID();
    await askForSignInEmail({ email, browser }, locale, next);
    await setPending({ email, browser, next });
    after(() => drainOutbox());
    return seeOther(signInPath(locale, { next }));
  },
);
