ALTER TABLE "orders" DROP CONSTRAINT "orders_total_adds_up";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tax_added" integer;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_added_tax_within_tax" CHECK (coalesce("orders"."tax_added", 0) between 0 and "orders"."tax_total");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_total_adds_up" CHECK ("orders"."total" = "orders"."subtotal" - "orders"."discount_total" + "orders"."shipping_total" + coalesce("orders"."tax_added", "orders"."tax_total"));