ALTER TABLE "draft_orders" ADD COLUMN "exchange_of" bigint;--> statement-breakpoint
ALTER TABLE "draft_orders" ADD CONSTRAINT "draft_orders_exchange_of_returns_id_fk" FOREIGN KEY ("exchange_of") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_orders" ADD CONSTRAINT "draft_orders_exchangeOf_unique" UNIQUE("exchange_of");