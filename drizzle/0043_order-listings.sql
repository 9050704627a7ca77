CREATE TABLE "order_listings" (
	"order_id" text PRIMARY KEY NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"total" integer NOT NULL,
	"terms" text[] NOT NULL,
	"who" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "charge_id" text;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "charge" jsonb;--> statement-breakpoint
ALTER TABLE "order_listings" ADD CONSTRAINT "order_listings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_listings_by_time" ON "order_listings" USING btree ("placed_at","order_id");--> statement-breakpoint
CREATE INDEX "order_listings_by_total" ON "order_listings" USING btree ("currency","total","order_id");--> statement-breakpoint
CREATE INDEX "order_listings_by_term" ON "order_listings" USING gin ("terms") WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "order_listings_by_who" ON "order_listings" USING gin ("who" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "payment_attempts_charge" ON "payment_attempts" USING btree ("charge_id") WHERE "payment_attempts"."charge_id" is not null;