import { describe, expect, it } from "vitest";
import { collectionOf, Store } from "../src/state/store";
import { sumBy } from "../src/state/sum-by";
import { startStripe } from "./support";

interface Entry {
  id: string;
  currency: string | null;
  net: number;
}

describe("sums", () => {
  it("follow what is put, changed, deleted and cleared, and look at nothing twice", () => {
    let looks = 0;
    const entries = collectionOf<Entry>("entries");
    const sums = sumBy<Entry>(
      ({ currency }) => {
        looks += 1;
        return currency;
      },
      ({ net }) => net,
    );
    const all = entries(new Store(null));
    for (let index = 0; index < 1_000; index += 1) all.put({ id: `e${index}`, currency: "eur", net: 2 });
    expect(sums(all).get("eur")).toEqual({ count: 1_000, sum: 2_000 });
    all.put({ id: "e0", currency: "usd", net: 5 });
    all.put({ id: "other", currency: null, net: 9 });
    all.delete("e1");
    for (let times = 0; times < 100; times += 1) sums(all);
    expect([...sums(all)]).toEqual([
      ["eur", { count: 998, sum: 1_996 }],
      ["usd", { count: 1, sum: 5 }],
    ]);
    all.delete("e0");
    expect(sums(all).has("usd")).toBe(false);
    expect(looks).toBeLessThan(1_010);
    all.clear();
    expect([...sums(all)]).toEqual([]);
  });

  it("are the balance, before and after the clock passes the day", async () => {
    const { stripe, control, close } = await startStripe();
    const pay = (method: string, currency = "eur") =>
      stripe.paymentIntents.create({
        ...{ amount: 1_000, currency, payment_method: method, confirm: true },
        return_url: "https://shop.test/done",
      });
    await pay("pm_card_visa");
    await pay("pm_card_bypassPending");
    await pay("pm_card_visa", "usd");
    const amounts = async () => {
      const { available, pending } = await stripe.balance.retrieve();
      const shown = (parts: typeof available) => parts.map(({ currency, amount }) => `${currency} ${amount}`);
      return [shown(available).sort(), shown(pending).sort()];
    };
    expect(await amounts()).toEqual([
      ["eur 960", "usd 0"],
      ["eur 960", "usd 960"],
    ]);
    await control("clock", { advance_seconds: 2 * 86_400 + 60 });
    const [available, pending] = await amounts();
    expect(pending).toEqual(["eur 0", "usd 0"]);
    // What is available is paid out once a day.
    expect(available).toEqual(["eur 0", "usd 0"]);
    await close();
  });
});
