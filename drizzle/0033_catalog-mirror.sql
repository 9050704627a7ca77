CREATE TABLE "catalog_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"mirror" boolean DEFAULT true NOT NULL,
	"carried_out" boolean DEFAULT true NOT NULL,
	CONSTRAINT "catalog_settings_has_one_row" CHECK ("catalog_settings"."id")
);
--> statement-breakpoint
INSERT INTO "catalog_settings" DEFAULT VALUES;
--> statement-breakpoint
-- Whether a variant has the price that it needs to be sold: the one at Stripe, or only its own where Stripe has no copy of the catalogue.
CREATE FUNCTION is_priced(stripe_price_id text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT stripe_price_id IS NOT NULL OR NOT (SELECT mirror FROM catalog_settings)
$$;
--> statement-breakpoint
-- The functions that keep the lists and the search up to date ask it too, from now on.
DO $$
DECLARE keeper oid;
BEGIN
  FOR keeper IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc LIKE '%stripe_price_id IS NOT NULL%' AND proname <> 'is_priced' LOOP
    EXECUTE replace(pg_get_functiondef(keeper), 'stripe_price_id IS NOT NULL', 'is_priced(stripe_price_id)');
  END LOOP;
END $$;
