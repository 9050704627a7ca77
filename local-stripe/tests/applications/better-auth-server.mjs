// Runs beside better-auth's packages: a server with the plugin, two plans and its webhook. Its database is in memory.
import { createServer } from "node:http";
import { stripe } from "@better-auth/stripe";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import Stripe from "stripe";

const { PORT, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = process.env;
const auth = betterAuth({
  baseURL: `http://localhost:${PORT}`,
  secret: "a secret for one run that nobody else knows",
  database: memoryAdapter({ user: [], session: [], account: [], verification: [], subscription: [] }),
  emailAndPassword: { enabled: true },
  plugins: [
    stripe({
      stripeClient: new Stripe(STRIPE_SECRET_KEY),
      stripeWebhookSecret: STRIPE_WEBHOOK_SECRET,
      createCustomerOnSignUp: true,
      subscription: {
        enabled: true,
        plans: [
          { name: "base", lookupKey: "base" },
          { name: "plus", lookupKey: "plus" },
        ],
      },
    }),
  ],
});
const handle = toNodeHandler(auth);
createServer((request, response) => {
  if (request.url?.startsWith("/api/auth")) return handle(request, response);
  return response.setHeader("content-type", "text/html").end("<!doctype html><h1>Account</h1>");
}).listen(Number(PORT));
