ALTER TABLE "cart_lines" ADD COLUMN "seen_currency" text;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "prices" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
-- A card shows the price of its currency, so lists are made again when one changes.
CREATE OR REPLACE FUNCTION variants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_listings(array(SELECT DISTINCT product_id FROM after));
    PERFORM note_products(array(SELECT DISTINCT product_id FROM after), true);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM refresh_listings(array(SELECT DISTINCT product_id FROM before));
    PERFORM note_products(array(SELECT DISTINCT product_id FROM before), true);
  ELSE
    PERFORM refresh_listings(array(
      SELECT DISTINCT unnest(array[after.product_id, before.product_id]) FROM after JOIN before USING (id)
      WHERE (after.product_id, after.options, after.unit_amount, after.currency, after.active, after.in_stock, after.stripe_price_id IS NULL)
        <> (before.product_id, before.options, before.unit_amount, before.currency, before.active, before.in_stock, before.stripe_price_id IS NULL)
      OR after.compare_at_amount IS DISTINCT FROM before.compare_at_amount));
    PERFORM note_products(array(
      SELECT DISTINCT after.product_id FROM after JOIN before USING (id)
      WHERE after.compare_at_amount IS DISTINCT FROM before.compare_at_amount OR (after.position, after.prices) <> (before.position, before.prices)), true);
    PERFORM note_products(array(
      SELECT DISTINCT after.product_id FROM after JOIN before USING (id)
      WHERE to_jsonb(after) - '{updated_at,stripe_price_id,stripe_tax_behavior,cost_amount,low_stock_at}'::text[]
        <> to_jsonb(before) - '{updated_at,stripe_price_id,stripe_tax_behavior,cost_amount,low_stock_at}'::text[]
      OR (after.stripe_price_id IS NULL) <> (before.stripe_price_id IS NULL)), false);
  END IF;
  RETURN NULL;
END
$$;
