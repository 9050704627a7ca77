import { describe, expect, it } from "vitest";
import { createTaskQueue } from "@/lib/checkout/page/task-queue";

describe("The queue of a session's changes", () => {
  it("runs one at a time, in the order they came", async () => {
    const queue = createTaskQueue();
    const log: string[] = [];
    let finish = (): void => {};
    const first = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const one = queue.run(async () => {
      log.push("one starts");
      await first;
      log.push("one ends");
    });
    const two = queue.run(async () => log.push("two"));
    await Promise.resolve();
    expect(log).toEqual(["one starts"]);
    finish();
    await Promise.all([one, two]);
    expect(log).toEqual(["one starts", "one ends", "two"]);
  });

  it("goes on after a task that failed, whose caller hears of it", async () => {
    const queue = createTaskQueue();
    const broken = queue.run(() => Promise.reject(new Error("offline")));
    const next = queue.run(async () => "done");
    await expect(broken).rejects.toThrow("offline");
    expect(await next).toBe("done");
  });

  it("tells how many are under way or waiting", async () => {
    const counts: number[] = [];
    const queue = createTaskQueue((waiting) => counts.push(waiting));
    await Promise.all([queue.run(async () => {}), queue.run(async () => {})]);
    expect(counts).toEqual([1, 2, 1, 0]);
  });
});
