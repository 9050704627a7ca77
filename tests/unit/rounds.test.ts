import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runRounds } from "@/lib/base/rounds";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pace = { pauseMs: 1_000, longestMs: 60_000 };

describe("rounds of background work", () => {
  it("come one after the other, with a pause between", async () => {
    let rounds = 0;
    runRounds(async () => {
      rounds += 1;
      return { more: false };
    }, pace);
    expect(rounds).toBe(0);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(rounds).toBe(3);
  });

  it("follow at once while there is work left", async () => {
    let rounds = 0;
    runRounds(async () => {
      rounds += 1;
      return { more: rounds < 5 };
    }, pace);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(rounds).toBe(5);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rounds).toBe(6);
  });

  it("wait for a long one, but not for one that hangs", async () => {
    let rounds = 0;
    runRounds(() => {
      rounds += 1;
      return new Promise(() => {});
    }, pace);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(rounds).toBe(1);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(rounds).toBe(2);
  });

  it("go on after one that failed, which is logged", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    let rounds = 0;
    runRounds(async () => {
      rounds += 1;
      throw new Error("no database");
    }, pace);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(rounds).toBe(2);
    expect(logged).toHaveBeenCalledWith("drain failed: Error: no database");
  });
});
