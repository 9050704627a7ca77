CREATE TABLE "payment_tries" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_tries" ADD CONSTRAINT "payment_tries_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_tries_order_id_index" ON "payment_tries" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_tries_at_index" ON "payment_tries" USING btree ("at");