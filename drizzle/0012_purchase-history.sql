CREATE TABLE "customer_segments" (
	"id" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"definition" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "loyalty_ends" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "loyalty_program" (
	"id" text PRIMARY KEY DEFAULT 'store' NOT NULL,
	"tiers" jsonb NOT NULL,
	"days" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loyalty_program_one" CHECK ("loyalty_program"."id" = 'store')
);
--> statement-breakpoint
CREATE TABLE "order_products" (
	"order_id" text NOT NULL,
	"product_id" text NOT NULL,
	"customer_id" text,
	CONSTRAINT "order_products_order_id_product_id_pk" PRIMARY KEY("order_id","product_id")
);
--> statement-breakpoint
ALTER TABLE "discount_rules" DROP CONSTRAINT "discount_rules_kind";--> statement-breakpoint
ALTER TABLE "discount_redemptions" ADD COLUMN "ends_with_next_order" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "loyalty_ends" ADD CONSTRAINT "loyalty_ends_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_products" ADD CONSTRAINT "order_products_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_products" ADD CONSTRAINT "order_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_products" ADD CONSTRAINT "order_products_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "loyalty_ends_ends_at_index" ON "loyalty_ends" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "order_products_customer_id_product_id_order_id_index" ON "order_products" USING btree ("customer_id","product_id","order_id");--> statement-breakpoint
CREATE INDEX "discount_redemptions_under_way" ON "discount_redemptions" USING btree ("customer_key") WHERE "discount_redemptions"."status" = 'reserved' and "discount_redemptions"."ends_with_next_order";--> statement-breakpoint
CREATE INDEX "orders_history" ON "orders" USING btree ("customer_id","paid_at","currency","status","total","amount_refunded") WHERE "orders"."paid_at" is not null;--> statement-breakpoint
ALTER TABLE "discount_rules" ADD CONSTRAINT "discount_rules_kind" CHECK ("discount_rules"."kind" in ('promotion_code', 'loyalty', 'cart_threshold', 'limited_time', 'region', 'customer', 'history'));
--> statement-breakpoint
-- What was bought before there was such a table.
INSERT INTO "order_products" ("order_id", "product_id", "customer_id")
SELECT DISTINCT o."id", v."product_id", o."customer_id"
FROM "orders" o
CROSS JOIN LATERAL jsonb_array_elements(o."quote" -> 'lines') AS line
JOIN "variants" v ON v."id" = line ->> 'variantId'
WHERE o."paid_at" IS NOT NULL;
