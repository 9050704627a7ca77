CREATE TABLE "differences" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"reconciliation_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"payment_intent_id" text,
	"order_id" text,
	"order_number" text,
	"here" jsonb,
	"at_stripe" jsonb,
	"happened_at" timestamp with time zone NOT NULL,
	"repaired_at" timestamp with time zone,
	"repaired_by" text,
	CONSTRAINT "differences_once" UNIQUE("reconciliation_id","kind","about")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"stage" text DEFAULT 'payments' NOT NULL,
	"place" text,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reached_at" timestamp with time zone,
	"started_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
ALTER TABLE "differences" ADD CONSTRAINT "differences_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "differences_open" ON "differences" USING btree ("reconciliation_id","id") WHERE "differences"."repaired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_one_open" ON "reconciliations" USING btree ((1)) WHERE "reconciliations"."ended_at" is null;