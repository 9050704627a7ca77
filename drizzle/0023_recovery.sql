CREATE TABLE "call_paces" (
	"name" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"slowness" real DEFAULT 1 NOT NULL,
	"slowed_until" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "webhook_events_due";--> statement-breakpoint
CREATE INDEX "payment_attempts_under_way" ON "payment_attempts" USING btree ("checked_at") WHERE "payment_attempts"."status" in ('open', 'processing');--> statement-breakpoint
CREATE INDEX "payment_confirmations_unresolved" ON "payment_confirmations" USING btree ("runs_until") WHERE "payment_confirmations"."status" in ('sent', 'lost');--> statement-breakpoint
CREATE INDEX "outbox_jobs_due" ON "outbox_jobs" USING btree ((case when "effect" like 'email.%' and "order_id" is null then 'person_email' else split_part("effect", '.', 1) end),"run_at","id") WHERE "outbox_jobs"."done_at" is null and "outbox_jobs"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_jobs_tried_often" ON "outbox_jobs" USING btree ("attempts") WHERE "outbox_jobs"."done_at" is null and "outbox_jobs"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_events_due_payments" ON "webhook_events" USING btree (("attempts" > 0),"next_attempt_at") WHERE "webhook_events"."processed_at" is null and ("webhook_events"."type" ~ '^(product|price)\.') = false;--> statement-breakpoint
CREATE INDEX "webhook_events_due_catalog" ON "webhook_events" USING btree (("attempts" > 0),"next_attempt_at") WHERE "webhook_events"."processed_at" is null and ("webhook_events"."type" ~ '^(product|price)\.') = true;