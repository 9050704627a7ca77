UPDATE "order_changes" SET "done_at" = now()
FROM "draft_orders" JOIN "orders" ON "orders"."id" = "draft_orders"."order_id"
WHERE "draft_orders"."id" = "order_changes"."draft_id" AND "order_changes"."done_at" IS NULL AND "order_changes"."credited" = 0
	AND "orders"."status" NOT IN ('open', 'payment_failed', 'expired', 'processing', 'canceled');--> statement-breakpoint
CREATE INDEX "order_changes_waiting" ON "order_changes" USING btree ("created_at") WHERE "order_changes"."done_at" is null and "order_changes"."taken_back_at" is null and "order_changes"."draft_id" is not null and "order_changes"."pay" > 0;