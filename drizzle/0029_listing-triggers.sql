-- What a name is sorted by: its letters without accents and capitals.
CREATE FUNCTION listing_sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT left(lower(replace(replace(replace(replace(replace(
    regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g'),
    'ß', 'ss'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae')), 100)
$$;
--> statement-breakpoint
CREATE FUNCTION listing_key(list text, facet text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT hashtextextended(list || '|' || facet, 0)
$$;
--> statement-breakpoint
-- All sets of the options that one variant has: "colour=sand", "size=m", "colour=sand&size=m", and each with "&stock", so that one look in an index
-- finds the products of which one variant meets all conditions. The first five axes count.
CREATE FUNCTION listing_facets_of(options jsonb, in_stock boolean) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH pairs AS (
    SELECT array(SELECT key || '=' || value FROM jsonb_each_text(options) ORDER BY key COLLATE "C" LIMIT 5)
      || CASE WHEN in_stock THEN '{stock}'::text[] ELSE '{}' END AS all_pairs
  )
  SELECT (SELECT string_agg(all_pairs[place], '&' ORDER BY place)
    FROM generate_subscripts(all_pairs, 1) AS place WHERE chosen & (1 << (place - 1)) > 0)
  FROM pairs, generate_series(1, (1 << cardinality(all_pairs)) - 1) AS chosen
$$;
--> statement-breakpoint
-- Pieces that nobody else can have: owed, or held by an unpaid order whose time is not over or that may have been paid.
CREATE FUNCTION pieces_kept(variant text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold
  WHERE hold.variant_id = variant AND (
    hold.status = 'owed'
    OR (hold.status = 'held' AND (
      hold.expires_at IS NULL OR hold.expires_at > now()
      OR EXISTS (SELECT FROM payment_attempts AS attempt WHERE attempt.order_id = hold.order_id AND attempt.status IN ('open', 'processing'))
      OR EXISTS (SELECT FROM payment_confirmations AS asked WHERE asked.order_id = hold.order_id AND asked.status IN ('sent', 'lost'))
    ))
  )
$$;
--> statement-breakpoint
-- Brings the lists of these products up to date, and notes which lists have changed. With `only` it looks at that list alone.
CREATE FUNCTION refresh_listings(ids text[], only_list text DEFAULT NULL) RETURNS void LANGUAGE plpgsql
-- Compiling would take longer than the work, and a plan for one product is none for a thousand.
SET jit = off SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  -- Writers of one product take turns; otherwise each would leave out what the other has not committed.
  PERFORM FROM products WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;

  WITH RECURSIVE
  goods AS MATERIALIZED (
    SELECT product.id, product.category_slug, product.position, product.featured, product.published_at, product.name, product.options,
      product.tags, product.vendor, sold.lowest, sold.highest, sold.currency, sold.on_sale
    FROM products AS product
    JOIN (
      SELECT product_id, min(unit_amount) AS lowest, max(unit_amount) AS highest, min(currency) AS currency,
        coalesce(bool_or(compare_at_amount > unit_amount), false) AS on_sale
      FROM variants
      WHERE product_id = ANY(ids) AND active AND stripe_price_id IS NOT NULL
      GROUP BY product_id
    ) AS sold ON sold.product_id = product.id
    WHERE product.id = ANY(ids) AND product.active AND product.published_at IS NOT NULL
  ),
  above(slug, ancestor) AS (
    SELECT DISTINCT category_slug, category_slug FROM goods
    UNION
    SELECT above.slug, category.parent_slug FROM above
    JOIN categories AS category ON category.slug = above.ancestor
    WHERE category.parent_slug IS NOT NULL
  ),
  ranked AS MATERIALIZED (
    SELECT goods.*, category.position::bigint * 4294967296 + goods.position AS shop_rank
    FROM goods JOIN categories AS category ON category.slug = goods.category_slug
  ),
  places(list, id, rank, ends_at) AS (
    SELECT 'all', id, shop_rank, NULL::timestamptz FROM ranked
    UNION ALL
    SELECT 'featured', id, shop_rank, NULL FROM ranked WHERE featured
    UNION ALL
    SELECT 'category:' || above.ancestor, id, shop_rank, NULL FROM ranked JOIN above ON above.slug = ranked.category_slug
    UNION ALL
    SELECT 'collection:' || by_hand.collection_slug, id, by_hand.position, NULL
    FROM ranked
    JOIN collection_products AS by_hand ON by_hand.product_id = ranked.id
    JOIN collections AS collection ON collection.slug = by_hand.collection_slug AND collection.rule IS NULL
    UNION ALL
    SELECT 'collection:' || collection.slug, id, shop_rank,
      CASE WHEN jsonb_typeof(rule -> 'newerThanDays') = 'number'
        THEN ranked.published_at + make_interval(days => least((rule ->> 'newerThanDays')::numeric, 36500)::int) END
    FROM ranked JOIN collections AS collection ON collection.rule IS NOT NULL
    -- A part of a rule that is not of its kind meets nothing, and never fails the sale that asked.
    WHERE (NOT rule ? 'tags' OR tags && array(SELECT jsonb_path_query(rule, 'lax $.tags[*]') #>> '{}'))
      AND (NOT rule ? 'vendors' OR vendor = ANY(array(SELECT jsonb_path_query(rule, 'lax $.vendors[*]') #>> '{}')))
      AND (NOT rule ? 'categories' OR EXISTS (SELECT FROM above WHERE above.slug = ranked.category_slug
        AND above.ancestor = ANY(array(SELECT jsonb_path_query(rule, 'lax $.categories[*]') #>> '{}'))))
      AND (NOT rule ? 'minAmount' OR CASE WHEN jsonb_typeof(rule -> 'minAmount') = 'number' THEN lowest >= (rule ->> 'minAmount')::numeric END)
      AND (NOT rule ? 'maxAmount' OR CASE WHEN jsonb_typeof(rule -> 'maxAmount') = 'number' THEN lowest <= (rule ->> 'maxAmount')::numeric END)
      AND (NOT rule ? 'onSale' OR to_jsonb(on_sale) = rule -> 'onSale')
  ),
  sold_variants AS MATERIALIZED (
    SELECT product_id, variants.options, in_stock FROM variants JOIN goods ON goods.id = variants.product_id
    WHERE variants.active AND stripe_price_id IS NOT NULL
  ),
  facet_texts AS MATERIALIZED (
    SELECT id, array_agg(DISTINCT facet) AS facets FROM (
      SELECT product_id AS id, facet FROM sold_variants, listing_facets_of(options, in_stock) AS facet
      UNION ALL
      SELECT goods.id, 'in=' || above.ancestor FROM goods JOIN above ON above.slug = goods.category_slug
    ) AS every GROUP BY id
  ),
  wanted AS MATERIALIZED (
    SELECT places.list, places.id, places.rank, ranked.published_at, places.ends_at, ranked.lowest, ranked.highest, ranked.currency,
      array(SELECT listing_key(places.list, facet) FROM unnest(facet_texts.facets) AS facet ORDER BY 1) AS facets, sort_names.names
    FROM places
    JOIN ranked ON ranked.id = places.id
    JOIN facet_texts ON facet_texts.id = places.id
    JOIN (SELECT id, (SELECT jsonb_object_agg(key, listing_sort_key(value)) FROM jsonb_each_text(name)) AS names FROM ranked) AS sort_names
      ON sort_names.id = places.id
    WHERE only_list IS NULL OR places.list = only_list
  ),
  gone AS (
    DELETE FROM listings AS listed
    WHERE listed.product_id = ANY(ids) AND (only_list IS NULL OR listed.list = only_list)
      AND NOT EXISTS (SELECT FROM wanted WHERE wanted.list = listed.list AND wanted.id = listed.product_id)
    RETURNING listed.list
  ),
  written AS (
    INSERT INTO listings AS listed (list, product_id, rank, published_at, ends_at, lowest_amount, highest_amount, currency, names, facets)
    SELECT list, id, rank, published_at, ends_at, lowest, highest, currency, names, facets FROM wanted
    WHERE NOT EXISTS (
      SELECT FROM listings AS same WHERE same.list = wanted.list AND same.product_id = wanted.id
        AND (same.rank, same.published_at, same.lowest_amount, same.highest_amount, same.currency, same.names, same.facets)
          = (wanted.rank, wanted.published_at, wanted.lowest, wanted.highest, wanted.currency, wanted.names, wanted.facets)
        AND same.ends_at IS NOT DISTINCT FROM wanted.ends_at
    )
    ON CONFLICT (list, product_id) DO UPDATE SET rank = excluded.rank, published_at = excluded.published_at, ends_at = excluded.ends_at,
      lowest_amount = excluded.lowest_amount, highest_amount = excluded.highest_amount, currency = excluded.currency,
      names = excluded.names, facets = excluded.facets
    RETURNING listed.list
  ),
  shown_values AS (
    SELECT DISTINCT ON (places.list, pair.key, pair.value) places.list, pair.key, pair.value,
      coalesce(axis.said -> 'name', jsonb_build_object('en', pair.key)) AS axis_name,
      coalesce(option.said -> 'label', jsonb_build_object('en', pair.value)) AS label,
      option.said ->> 'swatch' AS swatch, coalesce(axis.place, 99) AS axis_position, coalesce(option.place, 999) AS position
    FROM places
    JOIN goods ON goods.id = places.id
    JOIN sold_variants ON sold_variants.product_id = goods.id
    CROSS JOIN LATERAL jsonb_each_text(sold_variants.options) AS pair
    LEFT JOIN LATERAL (
      SELECT said, place FROM jsonb_array_elements(goods.options) WITH ORDINALITY AS axes(said, place) WHERE said ->> 'key' = pair.key LIMIT 1
    ) AS axis ON true
    LEFT JOIN LATERAL (
      SELECT said, place FROM jsonb_array_elements(axis.said -> 'values') WITH ORDINALITY AS options(said, place)
      WHERE said ->> 'key' = pair.value LIMIT 1
    ) AS option ON true
    WHERE only_list IS NULL OR places.list = only_list
    ORDER BY places.list, pair.key, pair.value, goods.position, goods.id
  ),
  named AS (
    INSERT INTO list_values AS known (list, axis, value, axis_name, label, swatch, axis_position, position)
    SELECT list, key, value, axis_name, label, swatch, axis_position, position FROM shown_values AS shown
    -- Without it each writer would lock the rows of all others.
    WHERE NOT EXISTS (SELECT FROM list_values AS same WHERE same.list = shown.list AND same.axis = shown.key AND same.value = shown.value
      AND same.axis_name = shown.axis_name AND same.label = shown.label AND same.swatch IS NOT DISTINCT FROM shown.swatch)
    ORDER BY list, key, value
    ON CONFLICT (list, axis, value) DO UPDATE SET axis_name = excluded.axis_name, label = excluded.label, swatch = excluded.swatch
    RETURNING known.list
  )
  INSERT INTO catalog_changes (tag)
  SELECT DISTINCT 'list:' || list FROM (SELECT list FROM gone UNION ALL SELECT list FROM written UNION ALL SELECT list FROM named) AS changed;
END
$$;
--> statement-breakpoint
-- Notes that these products look different, on their pages and in their lists.
CREATE FUNCTION note_products(ids text[], with_lists boolean) RETURNS void LANGUAGE sql AS $$
  INSERT INTO catalog_changes (tag)
  SELECT 'product:' || slug FROM products WHERE id = ANY(ids)
  UNION
  SELECT 'list:' || list FROM listings WHERE with_lists AND product_id = ANY(ids)
$$;
--> statement-breakpoint
CREATE FUNCTION products_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM refresh_listings(array(SELECT id FROM before));
    INSERT INTO catalog_changes (tag) SELECT 'product:' || slug FROM before;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO catalog_changes (tag) SELECT 'product:' || slug FROM after;
  ELSE
    PERFORM refresh_listings(array(SELECT after.id FROM after JOIN before USING (id)
      WHERE (after.active, after.category_slug, after.position, after.featured, after.name, after.options, after.tags)
        <> (before.active, before.category_slug, before.position, before.featured, before.name, before.options, before.tags)
      OR after.published_at IS DISTINCT FROM before.published_at OR after.vendor IS DISTINCT FROM before.vendor));
    PERFORM note_products(array(SELECT after.id FROM after JOIN before USING (id)
      WHERE to_jsonb(after) - '{updated_at,agreed,mirror_version,stripe_updated,stripe_product_id,stripe_tax_code}'::text[]
        <> to_jsonb(before) - '{updated_at,agreed,mirror_version,stripe_updated,stripe_product_id,stripe_tax_code}'::text[]), true);
    INSERT INTO catalog_changes (tag)
      SELECT 'product:' || before.slug FROM after JOIN before USING (id) WHERE before.slug <> after.slug;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER products_inserted AFTER INSERT ON products REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION products_changed();
--> statement-breakpoint
CREATE TRIGGER products_updated AFTER UPDATE ON products REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION products_changed();
--> statement-breakpoint
CREATE TRIGGER products_deleted AFTER DELETE ON products REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION products_changed();
--> statement-breakpoint
CREATE FUNCTION variant_in_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.in_stock := NEW.backorder OR NEW.on_hand > 0 AND NEW.on_hand > CASE WHEN TG_OP = 'UPDATE' THEN pieces_kept(NEW.id) ELSE 0 END;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER variants_stock_set BEFORE INSERT OR UPDATE OF on_hand, backorder, in_stock ON variants FOR EACH ROW EXECUTE FUNCTION variant_in_stock();
--> statement-breakpoint
CREATE FUNCTION variants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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
      WHERE after.compare_at_amount IS DISTINCT FROM before.compare_at_amount OR after.position <> before.position), true);
    PERFORM note_products(array(
      SELECT DISTINCT after.product_id FROM after JOIN before USING (id)
      WHERE to_jsonb(after) - '{updated_at,stripe_price_id,stripe_tax_behavior,cost_amount,low_stock_at}'::text[]
        <> to_jsonb(before) - '{updated_at,stripe_price_id,stripe_tax_behavior,cost_amount,low_stock_at}'::text[]
      OR (after.stripe_price_id IS NULL) <> (before.stripe_price_id IS NULL)), false);
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER variants_inserted AFTER INSERT ON variants REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION variants_changed();
--> statement-breakpoint
CREATE TRIGGER variants_updated AFTER UPDATE ON variants REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION variants_changed();
--> statement-breakpoint
CREATE TRIGGER variants_deleted AFTER DELETE ON variants REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION variants_changed();
--> statement-breakpoint
CREATE FUNCTION stock_holds_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    ids := array(SELECT DISTINCT variant_id FROM after);
  ELSIF TG_OP = 'DELETE' THEN
    ids := array(SELECT DISTINCT variant_id FROM before);
  ELSE
    ids := array(SELECT DISTINCT variant_id FROM after JOIN before USING (order_id, variant_id)
      WHERE (after.status, after.quantity) <> (before.status, before.quantity) OR after.expires_at IS DISTINCT FROM before.expires_at);
  END IF;
  IF cardinality(ids) = 0 THEN RETURN NULL; END IF;
  UPDATE variants SET in_stock = NOT in_stock
    WHERE id = ANY(ids) AND in_stock <> (backorder OR on_hand > 0 AND on_hand > pieces_kept(id));
  PERFORM note_products(array(SELECT DISTINCT product_id FROM variants WHERE id = ANY(ids)), false);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER stock_holds_inserted AFTER INSERT ON stock_holds REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION stock_holds_changed();
--> statement-breakpoint
CREATE TRIGGER stock_holds_updated AFTER UPDATE ON stock_holds REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION stock_holds_changed();
--> statement-breakpoint
CREATE TRIGGER stock_holds_deleted AFTER DELETE ON stock_holds REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION stock_holds_changed();
--> statement-breakpoint
CREATE FUNCTION categories_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Where a category stands decides the lists of all goods below it.
  PERFORM refresh_listings(array(
    WITH RECURSIVE below(slug) AS (
      SELECT after.slug FROM after LEFT JOIN before ON before.slug = after.slug
      WHERE before.slug IS NULL OR before.position <> after.position OR before.parent_slug IS DISTINCT FROM after.parent_slug
      UNION
      SELECT category.slug FROM below JOIN categories AS category ON category.parent_slug = below.slug
    )
    SELECT id FROM products JOIN below ON below.slug = products.category_slug));
  INSERT INTO catalog_changes (tag) SELECT 'list:category:' || slug FROM after;
  INSERT INTO catalog_changes (tag) VALUES ('categories');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER categories_updated AFTER UPDATE ON categories REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION categories_changed();
--> statement-breakpoint
CREATE FUNCTION collections_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM listings USING before
      WHERE list = 'collection:' || before.slug AND NOT EXISTS (SELECT FROM after WHERE after.slug = before.slug);
    FOR changed IN SELECT after.slug FROM after LEFT JOIN before ON before.slug = after.slug
      WHERE before.slug IS NULL OR before.rule IS DISTINCT FROM after.rule
    LOOP
      PERFORM refresh_listings(array(SELECT id FROM products), 'collection:' || changed);
    END LOOP;
    INSERT INTO catalog_changes (tag) SELECT 'list:collection:' || slug FROM after UNION SELECT 'list:collection:' || slug FROM before;
  ELSIF TG_OP = 'INSERT' THEN
    FOR changed IN SELECT slug FROM after WHERE rule IS NOT NULL LOOP
      PERFORM refresh_listings(array(SELECT id FROM products), 'collection:' || changed);
    END LOOP;
    INSERT INTO catalog_changes (tag) SELECT 'list:collection:' || slug FROM after;
  ELSE
    DELETE FROM listings USING before WHERE list = 'collection:' || before.slug;
    INSERT INTO catalog_changes (tag) SELECT 'list:collection:' || slug FROM before;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER collections_inserted AFTER INSERT ON collections REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION collections_changed();
--> statement-breakpoint
CREATE TRIGGER collections_updated AFTER UPDATE ON collections REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION collections_changed();
--> statement-breakpoint
CREATE TRIGGER collections_deleted AFTER DELETE ON collections REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION collections_changed();
--> statement-breakpoint
CREATE FUNCTION collection_products_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN PERFORM refresh_listings(array(SELECT DISTINCT product_id FROM after)); END IF;
  IF TG_OP <> 'INSERT' THEN PERFORM refresh_listings(array(SELECT DISTINCT product_id FROM before)); END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER collection_products_inserted AFTER INSERT ON collection_products REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION collection_products_changed();
--> statement-breakpoint
CREATE TRIGGER collection_products_updated AFTER UPDATE ON collection_products REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION collection_products_changed();
--> statement-breakpoint
CREATE TRIGGER collection_products_deleted AFTER DELETE ON collection_products REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION collection_products_changed();
--> statement-breakpoint
UPDATE variants SET in_stock = NOT in_stock WHERE in_stock <> (backorder OR on_hand > 0 AND on_hand > pieces_kept(id));
--> statement-breakpoint
SELECT refresh_listings(array(SELECT id FROM products));
