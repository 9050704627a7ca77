ALTER TABLE "outbox_jobs" DROP CONSTRAINT "outbox_jobs_once";--> statement-breakpoint
ALTER TABLE "outbox_jobs" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox_jobs" ADD CONSTRAINT "outbox_jobs_once" UNIQUE NULLS NOT DISTINCT("order_id","effect","occurrence");