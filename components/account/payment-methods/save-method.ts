import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { z } from "zod";
import { askStore } from "@/components/renewal/ask-store";

type Saving = {
  stripe: Stripe;
  elements: StripeElements;
  holder: { name: string; email: string };
  /** Where the bank's page sends the shopper back to. */
  returnUrl: string;
  /** The token of an earlier try whose answer was lost. */
  unanswered: string | null;
};

type SaveOutcome =
  | { kind: "saved" | "processing" }
  /** Stripe's fields show what is wrong. */
  | { kind: "incomplete" }
  | { kind: "problem"; message: string }
  /** No answer came, so the same token must be sent again. */
  | { kind: "network"; tokenId: string };

/** Turns the typed card into a ConfirmationToken, then a SetupIntent of the store, and asks the bank if needed. */
export async function saveMethod(saving: Saving): Promise<SaveOutcome> {
  const { stripe, unanswered } = saving;
  const token = unanswered ? { id: unanswered } : await makeToken(saving);
  if ("kind" in token) return token;
  const answer = await send(token.id);
  if (answer === null) return { kind: "network", tokenId: token.id };
  if ("error" in answer) return { kind: "problem", message: answer.error.message };
  if (answer.status !== "requires_action") return done(answer.status);
  const { error, setupIntent } = await stripe.handleNextAction({ clientSecret: answer.clientSecret });
  if (error) return { kind: "problem", message: error.message ?? "" };
  return done(setupIntent?.status);
}

const done = (status: string | undefined): SaveOutcome => ({
  kind: status === "processing" ? "processing" : "saved",
});

async function makeToken({
  stripe,
  elements,
  holder,
  returnUrl,
}: Saving): Promise<{ id: string } | SaveOutcome> {
  const submitted = await elements.submit();
  if (submitted.error) return { kind: "incomplete" };
  const { error, confirmationToken } = await stripe.createConfirmationToken({
    elements,
    params: {
      // Adding a card in the account is consent to show it again.
      payment_method_data: { allow_redisplay: "always", billing_details: holder },
      return_url: returnUrl,
    },
  });
  return error ? { kind: "problem", message: error.message ?? "" } : { id: confirmationToken.id };
}

const answerSchema = z.union([
  z.object({ status: z.enum(["succeeded", "processing", "requires_action"]), clientSecret: z.string() }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** Sends the token, and again when there is no answer, which never saves twice. Null when there was no clear answer. */
async function send(confirmationTokenId: string): Promise<z.output<typeof answerSchema> | null> {
  for (let tries = 1; tries <= 2; tries += 1) {
    try {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ confirmationTokenId }),
      };
      const answer = await askStore("/api/account/payment-methods", init, (body) => answerSchema.parse(body));
      if (!("error" in answer) || answer.error.code !== "stripe_unavailable") return answer;
      if (tries === 2) return null;
    } catch {
      // The answer was lost; the same token asks for the same card.
    }
  }
  return null;
}
