import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepFor, withinTime } from "@/lib/health/part";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a part of the store", () => {
  it("counts as without an answer when it hangs, and nobody waits longer than its limit", async () => {
    const told: unknown[] = [];
    const state = withinTime(
      () => new Promise(() => {}),
      2_500,
      (error) => told.push(error),
    );
    await vi.advanceTimersByTimeAsync(2_499);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await state).toEqual({ ok: false, reason: "no_answer" });
    expect(told).toEqual([new Error("no answer within 2500 ms")]);
  });

  it("counts as without an answer when it fails, and the answer does not say why", async () => {
    const failing = () => Promise.reject(new Error("password of the database"));
    expect(await withinTime(failing, 100, () => {})).toEqual({ ok: false, reason: "no_answer" });
  });
});

describe("an answer that is kept", () => {
  it("is looked for once, however many ask, until its time is over", async () => {
    let looks = 0;
    const ask = keepFor(5_000, async () => {
      looks += 1;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return looks;
    });
    const first = [ask(), ask()];
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all(first)).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await ask()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    const second = ask();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await second).toBe(2);
  });
});
