ALTER TABLE "products" ALTER COLUMN "category_slug" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "only_in_cart" text;--> statement-breakpoint
CREATE INDEX "products_only_in_cart" ON "products" USING btree ("only_in_cart") WHERE "products"."only_in_cart" is not null;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_in_a_category_or_a_cart" CHECK (("products"."only_in_cart" is null) = ("products"."category_slug" is not null));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_of_a_cart_are_not_listed" CHECK ("products"."only_in_cart" is null or not "products"."active");