CREATE INDEX "search_documents_by_rank" ON "search_documents" USING btree ("locale","rank","product_id");--> statement-breakpoint
-- What a query finds in a language, those with all words in their names first, and no more than `at_most`. Always by the indexes: for a word that many
-- products have PostgreSQL would rather read the table from its start, and that may be all of it when those products stand at its end.
-- The index of words gives all products of a word before the first can be read. So where the first hundred of the shop's order say that a word is common,
-- it is looked for in that order, among a few thousand; and in the index of words only when these are not enough.
CREATE OR REPLACE FUNCTION search_candidates(of_locale text, asked tsquery, at_most integer) RETURNS SETOF search_documents LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  probed CONSTANT integer := 100;
  common CONSTANT integer := 25;
  in_names integer;
  in_words integer;
  found integer := 0;
  part integer;
  beyond_rank bigint := -9223372036854775808;
  beyond_id text := '';
BEGIN
  SELECT count(*) FILTER (WHERE name_words @@ asked), count(*) FILTER (WHERE words @@ asked) INTO in_names, in_words FROM (
    SELECT name_words, words FROM search_documents
    WHERE locale = of_locale AND published_at <= now() ORDER BY rank, product_id LIMIT probed
  ) AS first;

  IF in_names >= common THEN
    RETURN QUERY SELECT * FROM (
      SELECT * FROM search_documents WHERE locale = of_locale AND published_at <= now() ORDER BY rank, product_id LIMIT 4 * at_most
    ) AS first WHERE name_words @@ asked LIMIT at_most;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found >= at_most THEN RETURN; END IF;
    SELECT rank, product_id INTO beyond_rank, beyond_id FROM search_documents
    WHERE locale = of_locale AND published_at <= now() ORDER BY rank, product_id OFFSET 4 * at_most - 1 LIMIT 1;
  END IF;
  -- Nothing is beyond, when these were all products.
  IF beyond_rank IS NOT NULL THEN
    RETURN QUERY SELECT * FROM search_documents
      WHERE locale = of_locale AND published_at <= now() AND name_words @@ asked AND (rank, product_id) > (beyond_rank, beyond_id)
      LIMIT at_most - found;
    GET DIAGNOSTICS part = ROW_COUNT;
    found := found + part;
    IF found >= at_most THEN RETURN; END IF;
  END IF;

  beyond_rank := -9223372036854775808;
  beyond_id := '';
  IF in_words - in_names >= common THEN
    RETURN QUERY SELECT * FROM (
      SELECT * FROM search_documents WHERE locale = of_locale AND published_at <= now() ORDER BY rank, product_id LIMIT 4 * at_most
    ) AS first WHERE words @@ asked AND NOT name_words @@ asked LIMIT at_most - found;
    GET DIAGNOSTICS part = ROW_COUNT;
    found := found + part;
    IF found >= at_most THEN RETURN; END IF;
    SELECT rank, product_id INTO beyond_rank, beyond_id FROM search_documents
    WHERE locale = of_locale AND published_at <= now() ORDER BY rank, product_id OFFSET 4 * at_most - 1 LIMIT 1;
  END IF;
  IF beyond_rank IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT * FROM search_documents
    WHERE locale = of_locale AND published_at <= now() AND words @@ asked AND NOT name_words @@ asked AND (rank, product_id) > (beyond_rank, beyond_id)
    LIMIT at_most - found;
END
$$;
