-- A text in whichever language it has: a shop need not speak English.
CREATE FUNCTION any_text(said jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT value FROM jsonb_each_text(said) WHERE value <> '' ORDER BY key LIMIT 1
$$;
--> statement-breakpoint
-- A merchant's text in a language, or in English, or in another one that it has.
CREATE OR REPLACE FUNCTION search_text(said jsonb, locale text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(said ->> locale, ''), nullif(said ->> 'en', ''), any_text(said), '')
$$;
--> statement-breakpoint
-- As before, and goods without an English name are sorted by another one where the language of the page has none.
CREATE OR REPLACE FUNCTION refresh_listings(ids text[], only_list text DEFAULT NULL) RETURNS void LANGUAGE plpgsql
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
      WHERE product_id = ANY(ids) AND active AND is_priced(stripe_price_id)
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
    SELECT product_id, variants.options, in_stock, unit_amount, variants.currency, prices FROM variants JOIN goods ON goods.id = variants.product_id
    WHERE variants.active AND is_priced(stripe_price_id)
  ),
  facet_texts AS MATERIALIZED (
    SELECT id, array_agg(DISTINCT facet) AS facets FROM (
      SELECT product_id AS id, facet FROM sold_variants, listing_facets_of(options, in_stock) AS facet
      UNION ALL
      SELECT product_id, price_facet(currency, price_step(unit_amount)) FROM sold_variants
      UNION ALL
      SELECT product_id, price_facet(own.key, price_step((own.value ->> 'amount')::bigint)) FROM sold_variants, jsonb_each(prices) AS own
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
    JOIN (SELECT id, jsonb_build_object('en', listing_sort_key(any_text(name))) || (SELECT jsonb_object_agg(key, listing_sort_key(value)) FROM jsonb_each_text(name)) AS names FROM ranked) AS sort_names
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
