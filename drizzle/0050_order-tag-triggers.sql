CREATE OR REPLACE FUNCTION order_listing_terms(placed orders) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(
    SELECT 'state:' || placed.status
    UNION SELECT 'surface:' || placed.surface
    UNION SELECT 'currency:' || placed.currency
    UNION SELECT 'country:' || coalesce(placed.shipping_address ->> 'country', placed.quote ->> 'country', '')
    UNION SELECT 'rule:' || (given ->> 'ruleId') FROM jsonb_array_elements(placed.quote -> 'discounts') AS given WHERE given ? 'ruleId'
    UNION SELECT 'variant:' || (line ->> 'variantId') FROM jsonb_array_elements(placed.quote -> 'lines') AS line
    UNION SELECT 'card:' || (charge ->> 'last4') FROM payment_attempts WHERE order_id = placed.id AND charge ->> 'last4' IS NOT NULL
    UNION SELECT 'tag:' || tag FROM order_tags WHERE order_id = placed.id
  )
$$;
--> statement-breakpoint
CREATE FUNCTION tag_changes_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_listings(ARRAY[coalesce(NEW.order_id, OLD.order_id)]);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER tags_change_listings AFTER INSERT OR DELETE ON order_tags FOR EACH ROW EXECUTE FUNCTION tag_changes_listing();
