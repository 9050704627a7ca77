import type { FrameParams } from "../../browser/frame-params";
import { isRecord } from "../../browser/is-record";
import { type ChallengeOutcome, parseOutcome } from "../../browser/messages";

/** Sends the answer. A failed call counts as a failed authentication. */
export async function answerChallenge(
  params: FrameParams,
  result: "authorize" | "fail",
): Promise<ChallengeOutcome> {
  try {
    const response = await fetch(`/v1/3ds2/${encodeURIComponent(params.source)}/complete`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${params.key}` },
      body: JSON.stringify({ result, client_secret: params.clientSecret }),
    });
    const body: unknown = await response.json();
    if (!isRecord(body)) return parseOutcome(null);
    const intent = isRecord(body.payment_intent) ? body.payment_intent : {};
    const error = intent.last_payment_error ?? body.error ?? null;
    return parseOutcome({ status: intent.status, error });
  } catch {
    return { status: "unknown", error: { type: "api_connection_error" } };
  }
}
