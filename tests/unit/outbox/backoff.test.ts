import { describe, expect, it } from "vitest";
import { backoffSeconds, MAX_TRIES } from "@/lib/outbox/backoff";

describe("backoffSeconds", () => {
  const waits = Array.from({ length: MAX_TRIES - 1 }, (_, index) => backoffSeconds(index + 1));

  it("starts with half a minute and never grows past six hours", () => {
    expect(waits[0]).toBe(30);
    expect(Math.max(...waits)).toBe(6 * 60 * 60);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  });

  it("outlasts a mail server that is down overnight", () => {
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(12 * 60 * 60);
  });
});
