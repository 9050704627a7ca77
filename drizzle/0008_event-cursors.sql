CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_cursors" (
	"lane" text PRIMARY KEY NOT NULL,
	"since" integer NOT NULL,
	"newest_id" text,
	"settled_id" text,
	"settled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "parked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "parked_reason" text;--> statement-breakpoint
CREATE INDEX "webhook_events_due" ON "webhook_events" USING btree (("attempts" > 0),"next_attempt_at") WHERE "webhook_events"."processed_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_events_parked" ON "webhook_events" USING btree ("parked_at") WHERE "webhook_events"."parked_at" is not null;