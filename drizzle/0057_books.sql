CREATE TABLE "balance_checks" (
	"currency" text PRIMARY KEY NOT NULL,
	"carried" bigint NOT NULL,
	"at_stripe" bigint NOT NULL,
	"in_books" bigint NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "balance_days" (
	"currency" text NOT NULL,
	"day" date NOT NULL,
	"net" bigint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "balance_days_currency_day_pk" PRIMARY KEY("currency","day")
);
--> statement-breakpoint
CREATE TABLE "balance_transactions" (
	"stripe_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"category" text NOT NULL,
	"amount" bigint NOT NULL,
	"fee" bigint NOT NULL,
	"net" bigint NOT NULL,
	"currency" text NOT NULL,
	"exchange_rate" double precision,
	"source_id" text,
	"payment_intent_id" text,
	"description" text,
	"payout_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"available_at" timestamp with time zone NOT NULL,
	CONSTRAINT "balance_transactions_add_up" CHECK ("balance_transactions"."net" = "balance_transactions"."amount" - "balance_transactions"."fee")
);
--> statement-breakpoint
CREATE TABLE "books_progress" (
	"list" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"settled_id" text,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"stripe_id" text PRIMARY KEY NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"automatic" boolean NOT NULL,
	"is_reconciled" boolean NOT NULL,
	"failure_code" text,
	"arrives_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"contents_up_to" text,
	"contents_at" timestamp with time zone,
	"contents" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "balance_transactions_currency_created_at_stripe_id_index" ON "balance_transactions" USING btree ("currency","created_at","stripe_id");--> statement-breakpoint
CREATE INDEX "balance_transactions_payout_id_created_at_stripe_id_index" ON "balance_transactions" USING btree ("payout_id","created_at","stripe_id");--> statement-breakpoint
CREATE INDEX "balance_transactions_payment_intent_id_index" ON "balance_transactions" USING btree ("payment_intent_id");--> statement-breakpoint
CREATE INDEX "payouts_created_at_stripe_id_index" ON "payouts" USING btree ("created_at","stripe_id");--> statement-breakpoint
CREATE INDEX "payouts_to_read" ON "payouts" USING btree ("created_at") WHERE "payouts"."automatic" and "payouts"."is_reconciled" and "payouts"."contents_at" is null;