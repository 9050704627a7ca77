CREATE TABLE "discount_redemptions" (
	"order_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"customer_key" text NOT NULL,
	"status" text DEFAULT 'reserved' NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "discount_redemptions_order_id_rule_id_pk" PRIMARY KEY("order_id","rule_id"),
	CONSTRAINT "discount_redemptions_status" CHECK ("discount_redemptions"."status" in ('reserved', 'redeemed', 'released')),
	CONSTRAINT "discount_redemptions_redeemed_for_good" CHECK ("discount_redemptions"."status" <> 'redeemed' or "discount_redemptions"."expires_at" is null)
);
--> statement-breakpoint
CREATE TABLE "discount_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"name" jsonb NOT NULL,
	"conditions" jsonb NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"total_limit" integer,
	"per_customer_limit" integer,
	"combinable" boolean NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "discount_rules_kind" CHECK ("discount_rules"."kind" in ('promotion_code', 'loyalty', 'cart_threshold', 'limited_time', 'region', 'customer')),
	CONSTRAINT "discount_rules_code_of_its_kind" CHECK (("discount_rules"."kind" = 'promotion_code') = ("discount_rules"."code" is not null)),
	CONSTRAINT "discount_rules_window" CHECK ("discount_rules"."ends_at" > "discount_rules"."starts_at"),
	CONSTRAINT "discount_rules_limits_positive" CHECK ("discount_rules"."total_limit" > 0 and "discount_rules"."per_customer_limit" > 0)
);
--> statement-breakpoint
ALTER TABLE "discount_redemptions" ADD CONSTRAINT "discount_redemptions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discount_redemptions" ADD CONSTRAINT "discount_redemptions_rule_id_discount_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."discount_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "discount_redemptions_rule_id_status_index" ON "discount_redemptions" USING btree ("rule_id","status");--> statement-breakpoint
CREATE INDEX "discount_redemptions_rule_id_customer_key_index" ON "discount_redemptions" USING btree ("rule_id","customer_key");--> statement-breakpoint
CREATE UNIQUE INDEX "discount_rules_code" ON "discount_rules" USING btree (upper("code"));