CREATE TABLE "returns" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"reason" text NOT NULL,
	"lines" jsonb NOT NULL,
	"note" text,
	"words" text,
	"answered_by" text,
	"received_by" text,
	"ended_by" text,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "returns_order_id_id_index" ON "returns" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "returns_status_id_index" ON "returns" USING btree ("status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "returns_one_question" ON "returns" USING btree ("order_id") WHERE "returns"."status" = 'asked';