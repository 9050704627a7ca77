import { describe, expect, it } from "vitest";
import { bannedPackages, fileCircles, type SourceFile, wrongArrows } from "@/scripts/house/arrows";
import { filesUnder } from "@/scripts/house/check";
import { importsOf, readImports, resolveImport } from "@/scripts/house/imports";
import { BANS, STORE } from "@/scripts/house/plan";

/** A file of the store as it would be with this code. */
function planted(path: string, code: string): SourceFile {
  const imports = importsOf(path, code).map((one) => ({ ...one, target: resolveImport(path, one.name) }));
  return { path, imports };
}

const faultsOf = (path: string, code: string) => wrongArrows([planted(path, code)], STORE);

describe("the plan of the house", () => {
  it.each([
    ["a value", 'import { settleOrder } from "@/lib/orders/settle/settle.server";'],
    ["a type", 'import type { SettleOptions } from "@/lib/orders/settle/settle.server";'],
    ["a type in an import of a value", 'import { type A, b } from "@/lib/orders/settle/settle.server";'],
    ["a type without an import", 'type A = import("@/lib/orders/settle/settle.server").A;'],
    ["something awaited", 'const { settleOrder } = await import("@/lib/orders/settle/settle.server");'],
    ["something passed on", 'export { settleOrder } from "@/lib/orders/settle/settle.server";'],
    ["a path that climbs", 'import { settleOrder } from "../orders/settle/settle.server";'],
  ])("forbids %s from above, and says what to do", (_, code) => {
    expect(faultsOf("lib/cart/planted.ts", `\n${code}\n`)).toEqual([
      expect.stringMatching(
        /^lib\/cart\/planted\.ts:2 imports lib\/orders\/settle\/settle\.server\.ts: lib\/orders\/settle is above lib\/cart in the plan\. Move /,
      ),
    ]);
  });

  it("forbids one surface to know another", () => {
    const code = 'import { embeddedSurface } from "@/lib/checkout/embedded/embedded-checkout.server";';
    expect(faultsOf("lib/checkout/elements/planted.ts", code)).toEqual([
      expect.stringContaining("lib/checkout/embedded is beside lib/checkout/elements in the plan"),
    ]);
  });

  it("lets arrows go down, and anywhere within a part", () => {
    const code = [
      'import { lockOrder } from "@/lib/lifecycle/transition-order.server";',
      'import { decide } from "./decide";',
      'import { eq } from "drizzle-orm";',
    ].join("\n");
    expect(faultsOf("lib/orders/settle/planted.ts", code)).toEqual([]);
  });

  it("wants a place for a new folder", () => {
    expect(faultsOf("lib/reviews/planted.ts", "")).toEqual([
      "lib/reviews/planted.ts belongs to no part of the plan. Move it into one, or give its folder a line in scripts/house/plan.ts.",
    ]);
  });

  it("forbids what is outside of it", () => {
    const code = 'import { createLocalStripe } from "@/local-stripe/src/app";';
    expect(faultsOf("lib/stripe/planted.ts", code)).toEqual([
      expect.stringContaining(
        "lib/stripe/planted.ts:1 imports local-stripe/src/app.ts, which is outside of the plan.",
      ),
    ]);
  });

  it("forbids React in lib/, and the database in what is shown", () => {
    const react = planted("lib/cart/planted.ts", 'import { useState } from "react";');
    const sql = planted("components/cart/planted.tsx", 'import { eq } from "drizzle-orm";');
    expect(bannedPackages([react, sql], BANS)).toEqual([
      expect.stringMatching(/^lib\/cart\/planted\.ts:1 imports "react", which has no place in lib\/\. /),
      expect.stringMatching(/^components\/cart\/planted\.tsx:1 imports "drizzle-orm", which has no place/),
    ]);
  });

  it("finds files that wait for each other", () => {
    const to = (path: string, target: string, isType = false) => ({
      path,
      imports: [{ name: target, target, line: 1, isType }],
    });
    expect(fileCircles([to("a.ts", "b.ts"), to("b.ts", "c.ts"), to("c.ts", "b.ts")])).toEqual([
      "b.ts -> c.ts -> b.ts form a circle. Move what two of them need into a file of its own.",
    ]);
    expect(fileCircles([to("a.ts", "b.ts"), to("b.ts", "a.ts", true)])).toEqual([]);
  });
});

/** Whatever the core of the checkout needs, of the store and of packages. */
function importsOfCore(): string[] {
  const names = filesUnder("lib/checkout/core").flatMap((path) =>
    readImports(path).map(({ name }) => {
      const target = resolveImport(path, name);
      return target ? target.split("/").slice(0, -1).join("/") : name;
    }),
  );
  return [...new Set(names)].filter((name) => name !== "lib/checkout/core").sort();
}

describe("the core of the checkout", () => {
  it("knows no surface but by its name", () => {
    expect(importsOfCore()).toMatchInlineSnapshot(`
      [
        "drizzle-orm",
        "i18n",
        "lib/base",
        "lib/cart",
        "lib/catalog",
        "lib/config",
        "lib/currencies",
        "lib/customers",
        "lib/customers/loyalty",
        "lib/db",
        "lib/db/schema",
        "lib/discounts",
        "lib/inventory",
        "lib/lifecycle",
        "lib/limits",
        "lib/model",
        "lib/orders/attempts",
        "lib/orders/charges",
        "lib/orders/owners",
        "lib/orders/rounds",
        "lib/orders/settle",
        "lib/orders/stored",
        "lib/orders/views",
        "lib/quote",
        "lib/shipping",
        "lib/stripe",
        "node:timers/promises",
        "server-only",
        "zod",
      ]
    `);
  });
});
