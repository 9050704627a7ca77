import { afterEach, describe, expect, it, vi } from "vitest";
import { stepDone, underWay, waitFor, watch } from "@/tests/chaos/waits";

const never = () => new Promise<never>(() => {});

describe("a wait of the run", () => {
  afterEach(() => vi.useRealTimers());

  it("ends with what it waited for, and is listed until then", async () => {
    vi.useFakeTimers();
    const wait = expect(waitFor("the end of store 1", 30_000, never)).rejects.toThrow(
      "waited 30 s for the end of store 1",
    );
    await vi.advanceTimersByTimeAsync(12_000);
    expect(underWay()).toEqual(["12 s: the end of store 1"]);
    await vi.advanceTimersByTimeAsync(18_000);
    await wait;
    expect(underWay()).toEqual([]);
  });

  it("gives what it waited for, also an error", async () => {
    expect(await waitFor("a number", 1_000, async () => 7)).toBe(7);
    await expect(waitFor("a number", 1_000, () => Promise.reject(new Error("no number")))).rejects.toThrow(
      "no number",
    );
    expect(underWay()).toEqual([]);
  });
});

describe("a run in which nothing goes on", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("ends with exit code 1, and says where everybody stands and how it is repeated", async () => {
    vi.useFakeTimers();
    const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as never);
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const stop = watch(60_000, () => "storm", "npm run test:chaos -- --seed 2");
    const wait = waitFor("the fault crash_postgres", 600_000, never).catch(() => {});
    await vi.advanceTimersByTimeAsync(50_000);
    stepDone();
    await vi.advanceTimersByTimeAsync(50_000);
    expect(exit).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(exit).toHaveBeenCalledWith(1);
    const text = said.mock.calls.flat().join("\n");
    for (const part of ["storm", "the fault crash_postgres", "--seed 2"]) expect(text).toContain(part);
    stop();
    await vi.advanceTimersByTimeAsync(600_000);
    await wait;
  });
});
