CREATE TABLE "price_problems" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"code" text NOT NULL,
	"sku" text,
	"price_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "stripe_updated" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "mirror_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "price_problems" ADD CONSTRAINT "price_problems_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_problems_product_id_index" ON "price_problems" USING btree ("product_id");