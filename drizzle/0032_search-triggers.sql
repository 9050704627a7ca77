CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX search_words_by_likeness ON search_words USING gin (word gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX search_words_by_end ON search_words USING btree (locale, reverse(stem));
--> statement-breakpoint
-- The words of a text as they were written, in small letters, with one blank between. All signs part words, by their numbers and not by the
-- database's locale, which may know no letters but English ones.
CREATE FUNCTION search_split(said text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(lower(normalize(left(said, 20000), NFC)),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufe00-\ufe6f\uff00-\uff0f\ufffd\U0001f000-\U0001faff\U000e0000-\U000e0fff]+',
    ' ', 'g'))
$$;
--> statement-breakpoint
-- Without accents: "Écru" is "ecru", "weiß" is "weiss".
CREATE FUNCTION search_fold(split text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT lower(unaccent(split))
$$;
--> statement-breakpoint
-- A SKU or barcode as one word, however its parts are written.
CREATE FUNCTION search_code(said text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT '#' || replace(search_fold(search_split(said)), ' ', '')
$$;
--> statement-breakpoint
CREATE FUNCTION search_stems(config text, word text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT tsvector_to_array(to_tsvector(config::regconfig, word))
$$;
--> statement-breakpoint
-- A merchant's text in a language, or in the default one.
CREATE FUNCTION search_text(said jsonb, locale text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(said ->> locale, ''), said ->> 'en', '')
$$;
--> statement-breakpoint
-- Brings what search finds of these products up to date.
CREATE FUNCTION refresh_search(ids text[]) RETURNS void LANGUAGE plpgsql
-- Compiling would take longer than the work, and a plan for one product is none for a thousand.
SET jit = off SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  -- Writers of one product take turns; otherwise each would leave out what the other has not committed.
  PERFORM FROM products WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;

  WITH RECURSIVE
  goods AS MATERIALIZED (
    SELECT product.*, category.position::bigint * 4294967296 + product.position AS rank, sold.in_stock, sold.numbers, sold.codes
    FROM products AS product
    JOIN categories AS category ON category.slug = product.category_slug
    JOIN (
      SELECT product_id, bool_or(in_stock) AS in_stock, concat_ws(' ', string_agg(sku, ' ' ORDER BY sku), string_agg(barcode, ' ' ORDER BY barcode)) AS numbers,
        array_agg(search_code(sku)) || array_agg(search_code(barcode)) FILTER (WHERE barcode <> '') AS codes
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
  shelves AS MATERIALIZED (
    SELECT above.slug, language.locale, string_agg(search_split(search_text(category.name, language.locale)), ' ' ORDER BY category.slug) AS said
    FROM above
    JOIN categories AS category ON category.slug = above.ancestor
    CROSS JOIN search_languages AS language
    GROUP BY above.slug, language.locale
  ),
  texts AS MATERIALIZED (
    SELECT goods.id, goods.rank, goods.in_stock, goods.published_at, goods.codes, language.locale, language.config,
      search_split(search_text(goods.name, language.locale)) AS name,
      shelves.said AS shelf,
      search_split(concat_ws(' ', goods.vendor, goods.kind, array_to_string(goods.tags, ' '),
        (SELECT string_agg(search_text(label, language.locale), ' ') FROM jsonb_path_query(goods.options, 'lax $[*].values[*].label') AS label))) AS labels,
      search_split(goods.numbers) AS numbers,
      search_split(concat_ws(' ', search_text(goods.description, language.locale),
        (SELECT string_agg(search_text(detail, language.locale), ' ') FROM jsonb_path_query(goods.details, 'lax $[*]') AS detail))) AS description
    FROM goods
    CROSS JOIN search_languages AS language
    JOIN shelves ON shelves.slug = goods.category_slug AND shelves.locale = language.locale
  ),
  wanted AS MATERIALIZED (
    SELECT locale, id, in_stock, rank, published_at,
      strip(to_tsvector(config::regconfig, search_fold(name))) AS name_words,
      setweight(to_tsvector(config::regconfig, search_fold(name)), 'A')
        || setweight(to_tsvector(config::regconfig, search_fold(shelf)), 'B')
        || setweight(to_tsvector(config::regconfig, search_fold(labels || ' ' || numbers)), 'C')
        || setweight(to_tsvector(config::regconfig, search_fold(description)), 'D')
        || array_to_tsvector(codes) AS words
    FROM texts
  ),
  gone AS (
    DELETE FROM search_documents AS document
    WHERE document.product_id = ANY(ids) AND document.locale IN (SELECT locale FROM search_languages)
      AND NOT EXISTS (SELECT FROM wanted WHERE wanted.locale = document.locale AND wanted.id = document.product_id)
  ),
  written AS (
    INSERT INTO search_documents AS document (locale, product_id, name_words, words, in_stock, rank, published_at)
    SELECT locale, id, name_words, words, in_stock, rank, published_at FROM wanted
    WHERE NOT EXISTS (
      SELECT FROM search_documents AS same WHERE same.locale = wanted.locale AND same.product_id = wanted.id
        AND (same.name_words, same.words, same.in_stock, same.rank, same.published_at)
          = (wanted.name_words, wanted.words, wanted.in_stock, wanted.rank, wanted.published_at)
    )
    ON CONFLICT (locale, product_id) DO UPDATE SET name_words = excluded.name_words, words = excluded.words, in_stock = excluded.in_stock,
      rank = excluded.rank, published_at = excluded.published_at
  ),
  starts AS MATERIALIZED (
    SELECT DISTINCT texts.locale, left(array_to_string(parts[place:], ' '), 80) AS key, texts.id, texts.published_at
    FROM texts, string_to_array(search_fold(texts.name), ' ') AS parts, generate_series(1, least(cardinality(parts), 8)) AS place
    WHERE parts[place] <> ''
  ),
  silent AS (
    DELETE FROM search_suggestions AS suggestion
    WHERE suggestion.kind = 'product' AND suggestion.target = ANY(ids)
      AND NOT EXISTS (SELECT FROM starts WHERE starts.locale = suggestion.locale AND starts.key = suggestion.key AND starts.id = suggestion.target)
  ),
  suggested AS (
    INSERT INTO search_suggestions AS suggestion (locale, kind, key, target, published_at)
    SELECT locale, 'product', key, id, published_at FROM starts
    ON CONFLICT (locale, kind, key, target) DO UPDATE SET published_at = excluded.published_at
    WHERE suggestion.published_at <> excluded.published_at
  ),
  spoken AS (
    SELECT locale, config, shown, bool_or(in_name) AS in_name FROM (
      SELECT locale, config, unnest(string_to_array(concat_ws(' ', name, shelf, labels), ' ')) AS shown, true AS in_name FROM texts
      UNION ALL
      SELECT locale, config, unnest(string_to_array(description, ' ')), false FROM texts
    ) AS every GROUP BY locale, config, shown
  ),
  plain AS (
    SELECT DISTINCT ON (locale, word) locale, config, word, shown, in_name
    FROM (SELECT spoken.*, search_fold(shown) AS word FROM spoken) AS folded
    WHERE length(word) BETWEEN 2 AND 40 AND word !~ '^[0-9 ]+$' AND word !~ ' '
    ORDER BY locale, word, in_name DESC, shown
  )
  INSERT INTO search_words (locale, word, stem, shown, in_name)
  SELECT locale, word, stems[1], shown, in_name
  FROM plain, search_stems(config, word) AS stems
  WHERE stems[1] IS NOT NULL
    AND NOT EXISTS (SELECT FROM search_words AS known WHERE known.locale = plain.locale AND known.word = plain.word AND known.in_name >= plain.in_name);
END
$$;
--> statement-breakpoint
-- What a query finds in a language, those with all words in their names first, and no more than `at_most`. Always by the indexes: for a word that many
-- products have PostgreSQL would rather read the table from its start, and that may be all of it when those products stand at its end.
CREATE FUNCTION search_candidates(of_locale text, asked tsquery, at_most integer) RETURNS SETOF search_documents LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE named integer;
BEGIN
  RETURN QUERY SELECT * FROM search_documents
    WHERE locale = of_locale AND published_at <= now() AND name_words @@ asked LIMIT at_most;
  GET DIAGNOSTICS named = ROW_COUNT;
  IF named >= at_most THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM search_documents
    WHERE locale = of_locale AND published_at <= now() AND words @@ asked AND NOT name_words @@ asked LIMIT at_most - named;
END
$$;
--> statement-breakpoint
-- Words of a language that look like this one, by the index of trigrams: `locale || ''` keeps PostgreSQL from that of whole languages.
CREATE FUNCTION search_words_alike(of_locale text, typed text, at_most integer) RETURNS SETOF search_words LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  RETURN QUERY SELECT * FROM search_words
    WHERE locale || '' = of_locale AND word % typed ORDER BY similarity(word, typed) DESC, word LIMIT at_most;
END
$$;
--> statement-breakpoint
CREATE FUNCTION search_products_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM refresh_search(array(SELECT id FROM before));
  ELSE
    PERFORM refresh_search(array(SELECT after.id FROM after JOIN before USING (id)
      WHERE (after.active, after.category_slug, after.position, after.name, after.description, after.details, after.options, after.tags)
        <> (before.active, before.category_slug, before.position, before.name, before.description, before.details, before.options, before.tags)
      OR (after.published_at, after.vendor, after.kind) IS DISTINCT FROM (before.published_at, before.vendor, before.kind)));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- None for what is inserted: without a variant nothing is found.
CREATE TRIGGER search_products_updated AFTER UPDATE ON products REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_products_changed();
--> statement-breakpoint
CREATE TRIGGER search_products_deleted AFTER DELETE ON products REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION search_products_changed();
--> statement-breakpoint
CREATE FUNCTION search_variants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM refresh_search(array(SELECT DISTINCT product_id FROM after WHERE active AND stripe_price_id IS NOT NULL));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM refresh_search(array(SELECT DISTINCT product_id FROM before));
  ELSE
    PERFORM refresh_search(array(
      SELECT DISTINCT unnest(array[after.product_id, before.product_id]) FROM after JOIN before USING (id)
      WHERE (after.product_id, after.sku, after.active, after.in_stock, after.stripe_price_id IS NULL)
        <> (before.product_id, before.sku, before.active, before.in_stock, before.stripe_price_id IS NULL)
      OR after.barcode IS DISTINCT FROM before.barcode));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER search_variants_inserted AFTER INSERT ON variants REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_variants_changed();
--> statement-breakpoint
CREATE TRIGGER search_variants_updated AFTER UPDATE ON variants REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_variants_changed();
--> statement-breakpoint
CREATE TRIGGER search_variants_deleted AFTER DELETE ON variants REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION search_variants_changed();
--> statement-breakpoint
-- Writes the suggestions of categories or collections anew. They are few, and their writers take turns: two at once would write the same rows.
CREATE FUNCTION refresh_search_places(kind_of text) RETURNS void LANGUAGE sql
-- Compiling would take longer than the work.
SET jit = off AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('search places', 0));
  DELETE FROM search_suggestions WHERE kind = kind_of;
  INSERT INTO search_suggestions (locale, kind, key, target, name, published_at)
  SELECT DISTINCT language.locale, kind_of, left(array_to_string(parts[place:], ' '), 80), named.slug, search_text(named.name, language.locale), named.published_at
  FROM (
    SELECT slug, name, '-infinity'::timestamptz AS published_at FROM categories WHERE kind_of = 'category'
    UNION ALL
    SELECT slug, name, published_at FROM collections WHERE kind_of = 'collection' AND published_at IS NOT NULL
  ) AS named
  CROSS JOIN search_languages AS language,
    string_to_array(search_fold(search_split(search_text(named.name, language.locale))), ' ') AS parts,
    generate_series(1, least(cardinality(parts), 8)) AS place
  WHERE parts[place] <> ''
$$;
--> statement-breakpoint
CREATE FUNCTION search_categories_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A statement that wrote nothing waits for nobody.
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM before) THEN RETURN NULL; END IF;
  ELSIF NOT EXISTS (SELECT FROM after) THEN RETURN NULL;
  END IF;
  PERFORM refresh_search_places('category');
  IF TG_OP = 'UPDATE' THEN
    PERFORM refresh_search(array(
      WITH RECURSIVE below(slug) AS (
        SELECT after.slug FROM after LEFT JOIN before ON before.slug = after.slug
        WHERE before.slug IS NULL OR before.position <> after.position OR before.name <> after.name OR before.parent_slug IS DISTINCT FROM after.parent_slug
        UNION
        SELECT category.slug FROM below JOIN categories AS category ON category.parent_slug = below.slug
      )
      SELECT id FROM products JOIN below ON below.slug = products.category_slug));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER search_categories_inserted AFTER INSERT ON categories REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_categories_changed();
--> statement-breakpoint
CREATE TRIGGER search_categories_updated AFTER UPDATE ON categories REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_categories_changed();
--> statement-breakpoint
CREATE TRIGGER search_categories_deleted AFTER DELETE ON categories REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION search_categories_changed();
--> statement-breakpoint
CREATE FUNCTION search_collections_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM before) THEN RETURN NULL; END IF;
  ELSIF NOT EXISTS (SELECT FROM after) THEN RETURN NULL;
  END IF;
  PERFORM refresh_search_places('collection');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER search_collections_inserted AFTER INSERT ON collections REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_collections_changed();
--> statement-breakpoint
CREATE TRIGGER search_collections_updated AFTER UPDATE ON collections REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION search_collections_changed();
--> statement-breakpoint
CREATE TRIGGER search_collections_deleted AFTER DELETE ON collections REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION search_collections_changed();
--> statement-breakpoint
-- The stems of a text, in its order: what synonyms are found by.
CREATE FUNCTION search_key(of_locale text, said text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(array_to_string(search_stems(config, word), ' '), ' ' ORDER BY place), '')
  FROM search_languages, unnest(string_to_array(search_fold(search_split(said)), ' ')) WITH ORDINALITY AS part(word, place)
  WHERE locale = of_locale
$$;
--> statement-breakpoint
CREATE FUNCTION search_synonym_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.keys := array(SELECT search_key(NEW.locale, word) FROM unnest(NEW.words) AS word);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER search_synonyms_written BEFORE INSERT OR UPDATE ON search_synonyms FOR EACH ROW EXECUTE FUNCTION search_synonym_keys();
--> statement-breakpoint
-- Writes everything anew: for a new language, and to forget words that are no longer used.
CREATE FUNCTION rebuild_search() RETURNS void LANGUAGE plpgsql AS $$
DECLARE batch text[];
BEGIN
  DELETE FROM search_words;
  DELETE FROM search_documents;
  DELETE FROM search_suggestions;
  FOR batch IN SELECT array_agg(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 1000 AS part FROM products) AS parts GROUP BY part ORDER BY part LOOP
    PERFORM refresh_search(batch);
  END LOOP;
  PERFORM refresh_search_places('category');
  PERFORM refresh_search_places('collection');
  UPDATE search_synonyms SET keys = '{}';
END
$$;
--> statement-breakpoint
-- Goods are searched in this language from now on. `stemmer` is one of Snowball's, by its English name; null for a language that has none.
CREATE FUNCTION add_search_language(of_locale text, stemmer text, compounds boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  stems text := 'search_' || of_locale;
BEGIN
  IF stemmer IS NULL THEN
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY %I (TEMPLATE = pg_catalog.simple)', stems);
  ELSE
    -- Without stop words: "down" is a word of a shop that sells pillows. A query leaves them out, as long as others are left.
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY %I (TEMPLATE = pg_catalog.snowball, LANGUAGE = %L)', stems, stemmer);
  END IF;
  EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.simple)', stems);
  EXECUTE format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR asciiword, word, numword WITH %I', stems, stems);
  -- A search reads the list of what is not yet sorted in from its beginning to its end, so that list stays short.
  EXECUTE format('CREATE INDEX %I ON search_documents USING gin (words) WITH (gin_pending_list_limit = 256) WHERE locale = %L', 'search_documents_words_' || of_locale, of_locale);
  EXECUTE format('CREATE INDEX %I ON search_documents USING gin (name_words) WITH (gin_pending_list_limit = 256) WHERE locale = %L', 'search_documents_names_' || of_locale, of_locale);
  INSERT INTO search_languages (locale, config, stop_words, compounds)
    VALUES (of_locale, stems, CASE WHEN stemmer IS NOT NULL THEN 'pg_catalog.' || stemmer || '_stem' END, compounds);
END
$$;
--> statement-breakpoint
SELECT add_search_language('en', 'english');
--> statement-breakpoint
SELECT add_search_language('fr', 'french');
--> statement-breakpoint
SELECT add_search_language('de', 'german', compounds => true);
--> statement-breakpoint
SELECT rebuild_search();
