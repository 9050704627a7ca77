import { describe, expect, it } from "vitest";
import { exportChosen, readChosen } from "@/lib/desk/orders/export-orders.server";
import { testDatabase } from "@/tests/support/database";
import { listedOrders } from "@/tests/support/listed-orders";

const { db } = await testDatabase();
const { insertMany, csv, list, pay } = listedOrders(db);

const linesOf = async (query: string, pageSize?: number) => {
  let text = "";
  for await (const part of csv(query, pageSize)) text += part;
  return text.trimEnd().split("\n");
};

describe("the file of orders", () => {
  it("has what the list has, page after page, with the times of the shop", async () => {
    const [first] = await insertMany([
      { createdAt: new Date("2026-11-27T23:30:00Z"), paidAt: new Date("2026-11-27T23:31:00Z") },
    ]);
    if (!first) throw new Error("no order");
    await pay(first);
    await insertMany([{}, {}, {}, {}, { status: "open" }]);
    const [head, newest, ...others] = await linesOf("", 2);
    expect(head?.startsWith("Order,Placed,Paid,State,Name")).toBe(true);
    expect(newest).toContain(`${first.number},2026-11-28 00:30,2026-11-28 00:31,paid,`);
    expect(newest).toMatch(/,EUR,20\.00,0\.00,,4\.90,0\.00,24\.90,0\.00,,embedded,visa,4242,pi_/);
    const { orders } = await list();
    expect(others.map((line) => line.split(",")[0])).toEqual(orders.slice(1).map(({ number }) => number));
    expect(await linesOf("surface=payment")).toEqual([head]);
  });

  it("has the orders that were chosen alone, and is refused where one of them is not there", async () => {
    const [first, , third] = await insertMany([{}, {}, {}]);
    const chosen = await readChosen(`${third?.number},${first?.number}`);
    let text = "";
    if (chosen?.ok) for await (const part of exportChosen(chosen.ids)) text += part;
    const [head, ...lines] = text.trimEnd().split("\n");
    expect(head?.startsWith("Order,Placed")).toBe(true);
    expect(lines.map((line) => line.split(",")[0])).toEqual([third?.number, first?.number]);
    expect(await readChosen(`${first?.number},NONE-0000`)).toEqual({ ok: false, code: "not_found" });
    expect(await readChosen("")).toEqual({ ok: false, code: "invalid_request" });
    expect(await readChosen(null)).toBeNull();
  });

  it("runs as nothing in a spreadsheet, whatever a shopper is called", async () => {
    await insertMany([
      { customerName: '=HYPERLINK("http://evil.example";"x")', email: "+1@formula.example" },
      { customerName: "@SUM(A1)\n-2", email: "-1@formula.example" },
    ]);
    const text = (await linesOf("q=formula.example")).join("\n");
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"";""x"")",'+1@formula.example`);
    expect(text).toContain(`"'@SUM(A1)\n-2",'-1@formula.example`);
  });
});
