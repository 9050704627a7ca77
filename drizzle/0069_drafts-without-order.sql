DROP INDEX "draft_orders_updated_at_index";--> statement-breakpoint
CREATE INDEX "draft_orders_without_order" ON "draft_orders" USING btree ("updated_at") WHERE "draft_orders"."order_id" is null;