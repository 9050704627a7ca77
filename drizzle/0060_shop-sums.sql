CREATE TABLE "shop_sum_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"currency" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shop_sums" (
	"topic" text NOT NULL,
	"currency" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"grain" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "shop_sums_topic_currency_grain_at_key_pk" PRIMARY KEY("topic","currency","grain","at","key")
);
--> statement-breakpoint
CREATE INDEX "shop_sum_changes_topic_currency_at_index" ON "shop_sum_changes" USING btree ("topic","currency","at");