CREATE INDEX "balance_transactions_refund_failures" ON "balance_transactions" USING btree ("source_id") WHERE "balance_transactions"."category" = 'refund_failure';--> statement-breakpoint
CREATE INDEX "balance_transactions_refund_failures_by_time" ON "balance_transactions" USING btree ("created_at") WHERE "balance_transactions"."category" = 'refund_failure';--> statement-breakpoint
CREATE INDEX "refunds_created_at_index" ON "refunds" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "orders_paid" ON "orders" USING btree ("paid_at","id") WHERE "orders"."paid_at" is not null;