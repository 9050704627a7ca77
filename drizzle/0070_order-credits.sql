CREATE TABLE "order_credits" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"payment_intent_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"wish" jsonb NOT NULL,
	"share" jsonb NOT NULL,
	"rule_id" text NOT NULL,
	"refunds_before" integer NOT NULL,
	"left" integer NOT NULL,
	"taken_back" integer DEFAULT 0 NOT NULL,
	"uses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"asked_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_credits_ruleId_unique" UNIQUE("rule_id"),
	CONSTRAINT "order_credits_amount_positive" CHECK ("order_credits"."amount" > 0),
	CONSTRAINT "order_credits_within_amount" CHECK ("order_credits"."left" >= 0 and "order_credits"."taken_back" >= 0 and "order_credits"."left" + "order_credits"."taken_back" <= "order_credits"."amount")
);
--> statement-breakpoint
ALTER TABLE "order_credits" ADD CONSTRAINT "order_credits_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_credits" ADD CONSTRAINT "order_credits_rule_id_discount_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."discount_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_credits_order_id_created_at_index" ON "order_credits" USING btree ("order_id","created_at");