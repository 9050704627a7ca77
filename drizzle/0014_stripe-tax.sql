ALTER TABLE "products" ADD COLUMN "stripe_tax_code" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "stripe_tax_behavior" text;