CREATE TABLE "demonstration" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"contents" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_out_at" timestamp with time zone,
	CONSTRAINT "demonstration_kind_id_pk" PRIMARY KEY("kind","id")
);--> statement-breakpoint
-- A database that has goods of the demonstration has had all of it once, under the names that it has always had: what is missing was deleted.
INSERT INTO "demonstration" ("kind", "id")
SELECT * FROM (VALUES
  ('category', 'ceramics'), ('category', 'textiles'), ('category', 'paper'), ('category', 'light'),
  ('product', 'prd_stoneware-mug'), ('product', 'prd_dinner-plate'), ('product', 'prd_pouring-jug'), ('product', 'prd_bud-vase'),
  ('product', 'prd_serving-bowl'), ('product', 'prd_wool-blanket'), ('product', 'prd_cushion-cover'), ('product', 'prd_linen-napkins'),
  ('product', 'prd_tea-towel'), ('product', 'prd_cloth-notebook'), ('product', 'prd_cedar-pencil'), ('product', 'prd_letter-set'),
  ('product', 'prd_wrapping-paper'), ('product', 'prd_desk-tray'), ('product', 'prd_table-lamp'), ('product', 'prd_paper-lantern'),
  ('product', 'prd_pendant-shade'), ('product', 'prd_beeswax-candles'), ('product', 'prd_candle-holder'), ('discount_rule', 'rule_code_tenoff'),
  ('discount_rule', 'rule_code_fiveoff50'), ('discount_rule', 'rule_code_welcome'), ('discount_rule', 'rule_code_bygone'), ('discount_rule', 'rule_code_soon'),
  ('discount_rule', 'rule_code_france15'), ('discount_rule', 'rule_code_rare'), ('discount_rule', 'rule_code_once'), ('discount_rule', 'rule_code_allfree'),
  ('discount_rule', 'rule_code_first'), ('discount_rule', 'rule_code_third'), ('discount_rule', 'rule_code_potter'), ('discount_rule', 'rule_code_comeback'),
  ('discount_rule', 'rule_code_bigspender'), ('discount_rule', 'rule_threshold_100'), ('discount_rule', 'rule_region_canada'), ('discount_rule', 'rule_loyalty_gold'),
  ('discount_rule', 'rule_loyalty_silver'), ('discount_rule', 'rule_flash_sale'), ('discount_rule', 'rule_customer_ada'), ('discount_rule', 'rule_history_regulars'),
  ('segment', 'regulars'), ('loyalty_program', 'store')
) AS "known" ("kind", "id")
WHERE EXISTS (SELECT FROM "demonstration_items") OR EXISTS (SELECT FROM "products" WHERE "id" = 'prd_' || "slug" AND "slug" IN (
  'stoneware-mug', 'dinner-plate', 'pouring-jug', 'bud-vase', 'serving-bowl', 'wool-blanket', 'cushion-cover', 'linen-napkins', 'tea-towel', 'cloth-notebook', 'cedar-pencil', 'letter-set', 'wrapping-paper', 'desk-tray', 'table-lamp', 'paper-lantern', 'pendant-shade', 'beeswax-candles', 'candle-holder'
))
-- Where none of these goods is left, a discount may still give everything away: what is there of the rest is noted.
OR ("known"."kind", "known"."id") IN (
  SELECT 'category', "slug" FROM "categories" UNION ALL SELECT 'discount_rule', "id" FROM "discount_rules"
  UNION ALL SELECT 'segment', "id" FROM "customer_segments" UNION ALL SELECT 'loyalty_program', "id" FROM "loyalty_program"
)
UNION ALL SELECT 'shopper', "id" FROM "customers" WHERE "id" IN ('cus_demo_ada', 'cus_demo_grace')
  OR "email" IN ('new.shopper.' || lower(right("id", 8)) || '@example.com', 'regular.' || lower(right("id", 8)) || '@example.com');--> statement-breakpoint
DROP TABLE "demonstration_items" CASCADE;
