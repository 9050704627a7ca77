import { describe, expect, it } from "vitest";
import { FAULTS } from "@/tests/chaos/faults/kinds";
import { faultsOf } from "@/tests/chaos/faults/schedule";
import { readOptions } from "@/tests/chaos/options";
import { browserShoppers, PERSONAL, personOf, planOf } from "@/tests/chaos/plan";
import { seeded } from "@/tests/chaos/random";

const shoppers = Array.from({ length: 500 }, (_, number) => planOf(7, number));

describe("a seed", () => {
  it("makes the same numbers again, and others with another name", () => {
    const draw = (seed: number, name: string) => {
      const random = seeded(seed, name);
      return Array.from({ length: 20 }, random.next);
    };
    expect(draw(1, "a")).toEqual(draw(1, "a"));
    expect(draw(1, "a")).not.toEqual(draw(1, "b"));
    expect(draw(1, "a")).not.toEqual(draw(2, "a"));
    expect(draw(1, "a").every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it("decides every shopper's plan and every fault", () => {
    expect(Array.from({ length: 500 }, (_, number) => planOf(7, number))).toEqual(shoppers);
    expect(faultsOf(7, 300)).toEqual(faultsOf(7, 300));
    expect(faultsOf(7, 300)).not.toEqual(faultsOf(8, 300));
  });
});

describe("the shoppers", () => {
  it("use every surface, pay in every way, and some at once in two windows", () => {
    expect(new Set(shoppers.map(({ surface }) => surface)).size).toBe(3);
    expect(new Set(shoppers.map(({ twice }) => twice))).toEqual(new Set([null, "tabs", "devices"]));
    expect(new Set(shoppers.flatMap(({ means }) => means.map(({ kind }) => kind)))).toEqual(
      new Set(["card", "debit"]),
    );
    expect(new Set(shoppers.map(({ aftermath }) => aftermath)).size).toBe(5);
  });

  it("are in a browser as the seed decides, as many as are wished", () => {
    const chosen = browserShoppers(7, 200, 5);
    expect(chosen.size).toBe(5);
    expect(browserShoppers(7, 200, 5)).toEqual(chosen);
    expect(browserShoppers(8, 200, 5)).not.toEqual(chosen);
    expect([...chosen].every((number) => number < 200)).toBe(true);
    expect(browserShoppers(7, 200, 0).size).toBe(0);
  });

  it("put each of the goods into the cart once", () => {
    for (const { lines } of shoppers) {
      expect(new Set(lines.map(({ index }) => index)).size).toBe(lines.length);
    }
  });

  it("are found in a log by all that is personal", () => {
    const { email, name, address } = personOf(planOf(7, 3));
    for (const text of [email, name, address.line1, address.city, "4242424242424242", "cs_test_1_secret_2"]) {
      expect(`an error about ${text} in a line`).toMatch(PERSONAL);
    }
    expect("order KC-1234 is paid, 2026-11-27T06:57:55.899Z").not.toMatch(PERSONAL);
  });
});

describe("the faults", () => {
  it("come in every kind, the deployment once, none after the last shopper", () => {
    const faults = faultsOf(7, 300);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(Object.keys(FAULTS)));
    expect(faults.filter(({ kind }) => kind === "deploy")).toHaveLength(1);
    expect(faults.every(({ at }) => at >= 0 && at < 300)).toBe(true);
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).toSorted((a, b) => a - b));
  });
});

describe("the arguments", () => {
  it("are whole numbers, with a size and a seed of their own without them", () => {
    expect(readOptions({ long: false, seed: "5" })).toEqual({ orders: 200, seed: 5, atOnce: 8, browsers: 5 });
    expect(readOptions({ long: false, orders: "2000" }).browsers).toBe(50);
    expect(readOptions({ long: false, browsers: "0" }).browsers).toBe(0);
    expect(() => readOptions({ long: false, orders: "30", browsers: "31" })).toThrow("--browsers");
    expect(readOptions({ long: true }).orders).toBe(20_000);
    expect(readOptions({ long: true, orders: "30" }).orders).toBe(30);
    expect(readOptions({ long: false }).seed).toBeGreaterThan(0);
    expect(() => readOptions({ long: false, orders: "many" })).toThrow("--orders must be a whole number");
    expect(() => readOptions({ long: false, seed: "0" })).toThrow("--seed");
  });
});
