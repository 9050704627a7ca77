import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createLocalStripe, type LocalStripe } from "@/local-stripe/src/index";
import { forwardEvents, stripeOf } from "@/tests/journeys/support/test-account";

const SECRET = "whsec_of_the_store";
let local: LocalStripe;
beforeAll(async () => {
  local = await createLocalStripe();
});
afterAll(() => local.close());

it("an account's events come to the store signed, in order, once, and again only after a refusal", async () => {
  const stripe = stripeOf({ key: "sk_test_forwarded", api: local.url });
  const taken: string[] = [];
  let refusals = 1;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const signature = request.headers["stripe-signature"] ?? "";
    const event = Stripe.webhooks.constructEvent(body, signature, SECRET);
    if (event.type === "customer.created" && refusals-- > 0) return response.writeHead(500).end();
    taken.push(event.type);
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/webhook`;
  const end = forwardEvents(stripe, { url, secret: SECRET });
  try {
    const { id } = await stripe.customers.create({});
    await vi.waitFor(() => expect(taken).toEqual(["customer.created"]), 10_000);
    await stripe.customers.update(id, { name: "Ada" });
    await stripe.customers.del(id);
    await vi.waitFor(() => expect(taken).toHaveLength(3), 10_000);
    expect(taken).toEqual(["customer.created", "customer.updated", "customer.deleted"]);
  } finally {
    await end();
    server.close();
  }
});
