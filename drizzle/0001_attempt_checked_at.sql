DROP INDEX "payment_attempts_status_expires_at_index";--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "checked_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_attempts_status_checked_at_index" ON "payment_attempts" USING btree ("status","checked_at");