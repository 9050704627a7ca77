ALTER TABLE "orders" ADD COLUMN "opened_from" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "opened_from_network" text;--> statement-breakpoint
ALTER TABLE "rate_limits" ADD COLUMN "ends_at" timestamp with time zone DEFAULT now() + interval '2 hours' NOT NULL;--> statement-breakpoint
CREATE INDEX "rate_limits_ends_at_index" ON "rate_limits" USING btree ("ends_at");