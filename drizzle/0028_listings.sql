CREATE TABLE "catalog_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"tag" text NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "list_values" (
	"list" text NOT NULL,
	"axis" text NOT NULL,
	"value" text NOT NULL,
	"axis_name" jsonb NOT NULL,
	"label" jsonb NOT NULL,
	"swatch" text,
	"axis_position" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "list_values_list_axis_value_pk" PRIMARY KEY("list","axis","value")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"list" text NOT NULL,
	"product_id" text NOT NULL,
	"rank" bigint NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"lowest_amount" integer NOT NULL,
	"highest_amount" integer NOT NULL,
	"currency" text NOT NULL,
	"names" jsonb NOT NULL,
	"facets" bigint[] NOT NULL,
	CONSTRAINT "listings_list_product_id_pk" PRIMARY KEY("list","product_id")
);
--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "in_stock" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "catalog_changes_transaction_index" ON "catalog_changes" USING btree ("transaction");--> statement-breakpoint
CREATE INDEX "catalog_changes_at_index" ON "catalog_changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "listings_by_product" ON "listings" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "listings_by_rank" ON "listings" USING btree ("list","rank","product_id");--> statement-breakpoint
CREATE INDEX "listings_by_date" ON "listings" USING btree ("list","published_at","product_id");--> statement-breakpoint
CREATE INDEX "listings_by_price" ON "listings" USING btree ("list","lowest_amount","product_id");--> statement-breakpoint
CREATE INDEX "listings_by_name_en" ON "listings" USING btree ("list",(coalesce("names" ->> 'en', "names" ->> 'en') collate "C"),"product_id");--> statement-breakpoint
CREATE INDEX "listings_by_name_fr" ON "listings" USING btree ("list",(coalesce("names" ->> 'fr', "names" ->> 'en') collate "C"),"product_id");--> statement-breakpoint
CREATE INDEX "listings_by_name_de" ON "listings" USING btree ("list",(coalesce("names" ->> 'de', "names" ->> 'en') collate "C"),"product_id");--> statement-breakpoint
CREATE INDEX "listings_facets" ON "listings" USING gin ("facets");--> statement-breakpoint
CREATE INDEX "variants_unpriced" ON "variants" USING btree ("product_id") WHERE "variants"."active" and "variants"."stripe_price_id" is null;