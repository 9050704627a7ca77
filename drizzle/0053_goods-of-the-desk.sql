-- The merchant finds goods by any part of a name, an address, a brand or a SKU, also those that shoppers don't see.
CREATE INDEX products_by_any_text ON products USING gin (lower(slug || ' ' || name::text || ' ' || coalesce(vendor, '')) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX variants_by_any_sku ON variants USING gin (lower(sku) gin_trgm_ops);
--> statement-breakpoint
-- Few of all: what the merchant wants to be told of.
CREATE INDEX variants_low ON variants (product_id) WHERE active AND low_stock_at IS NOT NULL AND on_hand <= low_stock_at;
