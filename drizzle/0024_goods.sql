CREATE TABLE "collection_products" (
	"collection_slug" text NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "collection_products_collection_slug_product_id_pk" PRIMARY KEY("collection_slug","product_id")
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"seo_title" jsonb,
	"seo_description" jsonb,
	"rule" jsonb,
	"position" integer NOT NULL,
	"published_at" timestamp with time zone DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE "slug_redirects" (
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"to" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slug_redirects_kind_slug_pk" PRIMARY KEY("kind","slug"),
	CONSTRAINT "slug_redirects_to_another" CHECK ("slug_redirects"."slug" <> "slug_redirects"."to")
);
--> statement-breakpoint
ALTER TABLE "variants" DROP CONSTRAINT "variants_on_hand_not_negative";--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "products_category_slug_categories_slug_fk";
--> statement-breakpoint
ALTER TABLE "categories" ADD COLUMN "parent_slug" text;--> statement-breakpoint
ALTER TABLE "categories" ADD COLUMN "seo_title" jsonb;--> statement-breakpoint
ALTER TABLE "categories" ADD COLUMN "seo_description" jsonb;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "vendor" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "seo_title" jsonb;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "seo_description" jsonb;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "published_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tax_code" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "barcode" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "compare_at_amount" integer;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "cost_amount" integer;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "low_stock_at" integer;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "backorder" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "collection_products" ADD CONSTRAINT "collection_products_collection_slug_collections_slug_fk" FOREIGN KEY ("collection_slug") REFERENCES "public"."collections"("slug") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "collection_products" ADD CONSTRAINT "collection_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "collection_products_product_id_index" ON "collection_products" USING btree ("product_id");--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_slug_categories_slug_fk" FOREIGN KEY ("parent_slug") REFERENCES "public"."categories"("slug") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_category_slug_categories_slug_fk" FOREIGN KEY ("category_slug") REFERENCES "public"."categories"("slug") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "categories_parent_slug_position_index" ON "categories" USING btree ("parent_slug","position");--> statement-breakpoint
CREATE INDEX "products_tags_index" ON "products" USING gin ("tags");--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_is_another" CHECK ("categories"."parent_slug" <> "categories"."slug");--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_amounts_not_negative" CHECK (coalesce("variants"."compare_at_amount", 0) >= 0 and coalesce("variants"."cost_amount", 0) >= 0);--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_weight_not_negative" CHECK ("variants"."weight_grams" >= 0);--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_on_hand_not_negative" CHECK ("variants"."on_hand" >= 0 or "variants"."backorder");