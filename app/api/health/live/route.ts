import { route } from "@/lib/routes/route.server";

/** 200 while this process answers requests, whatever state the database and Stripe are in. */
export const GET = route({ from: "anyone", body: "none", owner: "nobody", limit: "none" }, () => ({
  ok: true,
  status: "live",
}));
