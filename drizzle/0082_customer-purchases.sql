CREATE TABLE "customer_purchases" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"paid_orders" smallint DEFAULT 0 NOT NULL,
	"last_paid_at" timestamp with time zone,
	CONSTRAINT "customer_purchases_up_to_two" CHECK ("customer_purchases"."paid_orders" between 0 and 2)
);
--> statement-breakpoint
ALTER TABLE "customer_purchases" ADD CONSTRAINT "customer_purchases_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_purchases_by_count" ON "customer_purchases" USING btree ("paid_orders");--> statement-breakpoint
CREATE INDEX "customer_purchases_by_last" ON "customer_purchases" USING btree ("last_paid_at") WHERE "customer_purchases"."last_paid_at" is not null;--> statement-breakpoint
CREATE INDEX "customers_with_tier" ON "customers" USING btree ("tier","created_at","id") WHERE "customers"."tier" is not null;