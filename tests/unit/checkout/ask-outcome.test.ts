import { describe, expect, it } from "vitest";
import { askOutcome, type OutcomeAnswer, readOutcome } from "@/lib/checkout/core/ask-outcome";

/** Answers in turn; `lost` is one that never came. The last is given again and again. */
async function asking(answers: (OutcomeAnswer | "lost")[], openAnswers?: number) {
  const pauses: number[] = [];
  let asked = 0;
  const outcome = await askOutcome(
    async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (!answer || answer === "lost") throw new Error("lost");
      return answer;
    },
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
    openAnswers,
  );
  return { outcome, asked, pauses };
}

const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe("how a payment ended", () => {
  it.each(["paid", "not_charged"] as const)("is asked once when the store knows: %s", async (answer) => {
    expect(await asking([answer])).toEqual({ outcome: answer, asked: 1, pauses: [] });
  });

  it("is asked for as long as it takes, ever less often", async () => {
    const { outcome, pauses } = await asking([
      ...many(20, "unknown" as const),
      ...many(20, "lost" as const),
      "paid",
    ]);
    expect(outcome).toBe("paid");
    expect(pauses).toHaveLength(40);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    expect(pauses.at(-1)).toBe(15_000);
  });

  it("is not taken for nothing at the first word, as the payment may still be on its way", async () => {
    expect(await asking(["open", "paid"])).toMatchObject({ outcome: "paid" });
    expect(await asking(["open", "unknown", "open", "open"])).toMatchObject({ outcome: "open", asked: 4 });
  });

  it("is taken for nothing at once where nothing is on its way any more", async () => {
    expect(await asking(["open"], 1)).toEqual({ outcome: "open", asked: 1, pauses: [] });
  });

  it("is read from the store's answer, and nothing else is taken for one", () => {
    expect(readOutcome({ outcome: "paid" })).toBe("paid");
    for (const wrong of [null, {}, { outcome: "maybe" }, { error: { code: "rate_limited" } }]) {
      expect(() => readOutcome(wrong)).toThrow();
    }
  });
});
