import type { APIRequestContext, APIResponse } from "@playwright/test";
import { z } from "zod";
import { quoteSchema } from "../../../lib/checkout/core/quote-answer";

const opened = z.object({ sessionId: z.string(), orderId: z.string(), quote: quoteSchema });

/** What the page on Checkout Elements asks of the store, without a page: for arranging, and for shoppers who cheat. */
export class ElementsApi {
  constructor(private readonly request: APIRequestContext) {}

  async start(): Promise<z.infer<typeof opened>> {
    return opened.parse(await (await this.request.post("/api/checkout/elements", { data: {} })).json());
  }

  update(
    intent: "promotion-code" | "loyalty" | "region" | "remove" | "review",
    data: object,
    headers: Record<string, string> = {},
  ): Promise<APIResponse> {
    const path = intent === "review" ? intent : `discounts/${intent}`;
    return this.request.post(`/api/checkout/elements/${path}`, {
      data,
      headers: { "content-type": "application/json", ...headers },
      // A hundred at once take their time.
      timeout: 60_000,
    });
  }

  code(sessionId: string, code: string): Promise<APIResponse> {
    return this.update("promotion-code", { checkout_session_id: sessionId, code });
  }
}
