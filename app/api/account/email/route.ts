import { after } from "next/server";
import { z } from "zod";
import { setPendingEmail } from "@/lib/auth/email-change-pending.server";
import { readSignIn } from "@/lib/auth/read-sign-in.server";
import { askForEmailChange } from "@/lib/customers/change-email.server";
import { db } from "@/lib/db/client";
import { formOrJson } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { route } from "@/lib/routes/route.server";
import { ownFields, profileAnswer, signInForProfile } from "./profile-answer";

export const maxDuration = 60;

const schema = z.object({ ...ownFields, email: z.string().max(1000) });

/** Sends a code to the new address. The answer is the same for every address but one's own. */
export const POST = route(
  {
    from: "own pages",
    body: formOrJson(schema),
    owner: readSignIn,
    signInPage: signInForProfile,
    limit: "inside",
  },
  async (asked) => {
    const { customer } = asked.owner;
    const answer = profileAnswer(asked);
    const sent = await askForEmailChange(db(), customer, asked.body.email, asked.headers);
    if (!sent.ok) return answer.problem(sent);
    await setPendingEmail(customer.id, sent.email);
    after(() => drainOutbox());
    return answer.done({}, { email: sent.email });
  },
);
