CREATE INDEX "customer_sessions_expires_at_index" ON "customer_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "carts_updated_at_index" ON "carts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "order_quotes_created_at_index" ON "order_quotes" USING btree ("created_at");--> statement-breakpoint
-- Until now a cart's time did not move with its lines, so each counts as used today.
update "carts" set "updated_at" = now();
