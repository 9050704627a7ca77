import { describe, expect, it } from "vitest";
import type { RefusedConfirm } from "@/lib/checkout/payment-element/payment-answer";
import { sendConfirm } from "@/lib/checkout/payment-element/send-confirm";

const PAID = { ok: true } as const;

const refusal = (code: string): RefusedConfirm => ({
  ok: false,
  code,
  message: "",
  checkout: null,
  orderId: null,
});

/** Answers in turn; `lost` is one that never came. The last is given again and again. */
async function send(...answers: (typeof PAID | RefusedConfirm | "lost")[]) {
  let sent = 0;
  const result = await sendConfirm<typeof PAID>(
    async () => {
      const answer = answers[Math.min(sent, answers.length - 1)];
      sent += 1;
      if (!answer || answer === "lost") throw new Error("lost");
      return answer;
    },
    async () => {},
  );
  return { result, sent };
}

describe("a payment", () => {
  it("is sent once when its answer is there", async () => {
    expect(await send(PAID)).toEqual({ result: PAID, sent: 1 });
    const declined = refusal("card_declined");
    expect(await send(declined)).toEqual({ result: declined, sent: 1 });
  });

  it("is sent once more, with the same token, when the answer is lost", async () => {
    expect(await send("lost", PAID)).toEqual({ result: PAID, sent: 2 });
    expect(await send(refusal("stripe_unavailable"), PAID)).toEqual({ result: PAID, sent: 2 });
    expect(await send(refusal("payment_unknown"), PAID)).toEqual({ result: PAID, sent: 2 });
  });

  it("is given up after that", async () => {
    expect(await send("lost")).toEqual({ result: null, sent: 2 });
    const unavailable = refusal("stripe_unavailable");
    expect(await send(unavailable)).toEqual({ result: unavailable, sent: 2 });
  });

  it("is not taken for unpaid when only the second asking was too much", async () => {
    const tooOften = refusal("rate_limited");
    expect(await send("lost", tooOften)).toEqual({ result: null, sent: 2 });
    expect(await send(refusal("payment_unknown"), tooOften)).toEqual({ result: null, sent: 2 });
    expect(await send(tooOften)).toEqual({ result: tooOften, sent: 1 });
  });

  it("waits for another request that pays the order, but not for ever", async () => {
    const running = refusal("payment_in_progress");
    expect(await send(running, running, PAID)).toEqual({ result: PAID, sent: 3 });
    expect(await send(running)).toEqual({ result: running, sent: 5 });
  });
});
