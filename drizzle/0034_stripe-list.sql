CREATE SEQUENCE "public"."mirror_versions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE UNLOGGED TABLE "stripe_listed_prices" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"lookup_key" text,
	"sku" text,
	"price" jsonb NOT NULL
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "stripe_listed_products" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text,
	"product" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "stripe_listed_prices_product_id_index" ON "stripe_listed_prices" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "stripe_listed_prices_lookup_key_index" ON "stripe_listed_prices" USING btree ("lookup_key");--> statement-breakpoint
CREATE INDEX "stripe_listed_prices_sku_index" ON "stripe_listed_prices" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "stripe_listed_products_slug_index" ON "stripe_listed_products" USING btree ("slug");--> statement-breakpoint
SELECT setval('mirror_versions', (SELECT coalesce(max(mirror_version), 0) + 1 FROM products));
