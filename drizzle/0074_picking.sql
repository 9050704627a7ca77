CREATE TABLE "order_asides" (
	"order_id" text PRIMARY KEY NOT NULL,
	"sku" text NOT NULL,
	"staff_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "storage_place" text;--> statement-breakpoint
ALTER TABLE "order_asides" ADD CONSTRAINT "order_asides_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_asides" ADD CONSTRAINT "order_asides_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_asides_created_at_index" ON "order_asides" USING btree ("created_at");