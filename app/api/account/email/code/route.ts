import { after } from "next/server";
import { z } from "zod";
import { clearPendingEmail, readPendingEmail } from "@/lib/auth/email-change-pending.server";
import { codeField } from "@/lib/auth/form";
import { readSignIn } from "@/lib/auth/read-sign-in.server";
import { changeEmail } from "@/lib/customers/change-email.server";
import { db } from "@/lib/db/client";
import { formOrJson } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { route } from "@/lib/routes/route.server";
import { ownFields, profileAnswer, signInForProfile } from "../profile-answer";

export const maxDuration = 60;

const schema = z.object({ ...ownFields, code: codeField });

/** Gives the account its new address when the code is right. */
export const POST = route(
  {
    from: "own pages",
    body: formOrJson(schema),
    owner: readSignIn,
    signInPage: signInForProfile,
    limit: "inside",
  },
  async (asked) => {
    const { customer, token } = asked.owner;
    const answer = profileAnswer(asked);
    const email = await readPendingEmail(customer.id);
    if (!email) return answer.problem({ ok: false, code: "code_expired" });
    const proof = { customerId: customer.id, email, code: asked.body.code, signInToken: token };
    const changed = await changeEmail(db(), proof);
    if (changed.ok || changed.code === "email_taken") await clearPendingEmail();
    if (!changed.ok) return answer.problem(changed);
    after(() => drainOutbox());
    return answer.done({ changed: true }, { email });
  },
);
