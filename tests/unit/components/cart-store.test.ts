import { beforeEach, expect, it, vi } from "vitest";
import {
  currentCart,
  refreshCart,
  showAnswer,
  showExpected,
  whileChanging,
} from "@/components/cart/cart-store";
import type { CartView } from "@/lib/cart/view";

const cartOf = (subtotal: number) => ({ lines: [], subtotal }) as unknown as CartView;
const shown = () => currentCart()?.subtotal;

/** Answers of the server, given when the test says so, to the calls in their order. */
let answers: ((subtotal: number) => void)[];

beforeEach(() => {
  answers = [];
  vi.stubGlobal("fetch", () => {
    return new Promise<Response>((resolve) => {
      answers.push((subtotal) =>
        resolve(Response.json({ ...cartOf(subtotal), signedIn: false, hasCart: true })),
      );
    });
  });
  showAnswer(cartOf(0));
});

it("An answer that comes after that to a later question does not count", async () => {
  const first = refreshCart("en");
  const second = refreshCart("en");
  answers[1]?.(2);
  await second;
  answers[0]?.(1);
  await first;
  expect(shown()).toBe(2);
});

it("A change shows what it should make of the cart until it ends, then the last answer", async () => {
  let end = () => {};
  const change = whileChanging(() => new Promise((resolve) => (end = resolve)));
  showExpected(cartOf(5));
  showAnswer(cartOf(6));
  expect(shown()).toBe(5);
  end();
  await change;
  expect(shown()).toBe(6);
});

it.each(["before", "during"])(
  "An answer to a question from %s a change does not count after it",
  async (when) => {
    let end = () => {};
    const change = () => whileChanging(() => new Promise((resolve) => (end = resolve)));
    const begun = when === "before" ? [refreshCart("en"), change()] : [change(), refreshCart("en")];
    showAnswer(cartOf(6));
    end();
    answers[0]?.(1);
    await Promise.all(begun);
    expect(shown()).toBe(6);
  },
);

it("A change without an answer leaves the cart as the server knows it", async () => {
  showAnswer(cartOf(3));
  await whileChanging(async () => showExpected(cartOf(4)));
  expect(shown()).toBe(3);
});
