-- What the desk finds an order by.
CREATE FUNCTION order_listing_terms(placed orders) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(
    SELECT 'state:' || placed.status
    UNION SELECT 'surface:' || placed.surface
    UNION SELECT 'currency:' || placed.currency
    UNION SELECT 'country:' || coalesce(placed.shipping_address ->> 'country', placed.quote ->> 'country', '')
    UNION SELECT 'rule:' || (given ->> 'ruleId') FROM jsonb_array_elements(placed.quote -> 'discounts') AS given WHERE given ? 'ruleId'
    UNION SELECT 'variant:' || (line ->> 'variantId') FROM jsonb_array_elements(placed.quote -> 'lines') AS line
    UNION SELECT 'card:' || (charge ->> 'last4') FROM payment_attempts WHERE order_id = placed.id AND charge ->> 'last4' IS NOT NULL
  )
$$;
--> statement-breakpoint
CREATE FUNCTION order_listing_who(placed orders) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ' ' || search_fold(concat_ws('  ', placed.number, nullif(placed.customer_name, ''), nullif(nullif(placed.shipping_name, placed.customer_name), ''), placed.email)) || ' '
$$;
--> statement-breakpoint
CREATE FUNCTION refresh_order_listings(ids text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO order_listings AS known (order_id, placed_at, currency, total, terms, who)
  SELECT placed.id, placed.created_at, placed.currency, placed.total, order_listing_terms(placed), order_listing_who(placed)
  FROM orders AS placed WHERE placed.id = ANY(ids)
  ON CONFLICT (order_id) DO UPDATE SET placed_at = excluded.placed_at, currency = excluded.currency, total = excluded.total,
    terms = excluded.terms, who = excluded.who
  WHERE (known.placed_at, known.currency, known.total, known.terms, known.who)
    IS DISTINCT FROM (excluded.placed_at, excluded.currency, excluded.total, excluded.terms, excluded.who)
$$;
--> statement-breakpoint
CREATE FUNCTION order_changes_its_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_listings(ARRAY[NEW.id]);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER orders_make_listings AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION order_changes_its_listing();
--> statement-breakpoint
CREATE TRIGGER orders_change_listings AFTER UPDATE ON orders FOR EACH ROW
WHEN ((OLD.status, OLD.total, OLD.currency, OLD.email, OLD.customer_name, OLD.shipping_name, OLD.shipping_address, OLD.quote, OLD.created_at)
  IS DISTINCT FROM (NEW.status, NEW.total, NEW.currency, NEW.email, NEW.customer_name, NEW.shipping_name, NEW.shipping_address, NEW.quote, NEW.created_at))
EXECUTE FUNCTION order_changes_its_listing();
--> statement-breakpoint
CREATE FUNCTION payment_changes_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_listings(ARRAY[NEW.order_id]);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER payments_make_listings AFTER INSERT ON payment_attempts FOR EACH ROW
WHEN (NEW.charge IS NOT NULL) EXECUTE FUNCTION payment_changes_listing();
--> statement-breakpoint
CREATE TRIGGER payments_change_listings AFTER UPDATE ON payment_attempts FOR EACH ROW
WHEN ((OLD.charge ->> 'last4') IS DISTINCT FROM (NEW.charge ->> 'last4')) EXECUTE FUNCTION payment_changes_listing();
--> statement-breakpoint
INSERT INTO order_listings (order_id, placed_at, currency, total, terms, who)
SELECT placed.id, placed.created_at, placed.currency, placed.total, order_listing_terms(placed), order_listing_who(placed) FROM orders AS placed;
