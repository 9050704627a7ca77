CREATE TABLE "checkout_starts" (
	"order_id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"session_ends_at" timestamp with time zone NOT NULL,
	"replaces" text,
	"pays_again" boolean NOT NULL,
	"holder" text NOT NULL,
	"alive_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "checkout_starts" ADD CONSTRAINT "checkout_starts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_starts" ADD CONSTRAINT "checkout_starts_replaces_payment_attempts_stripe_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."payment_attempts"("stripe_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "stock_holds" SET "status" = 'released' FROM "orders" WHERE "orders"."id" = "stock_holds"."order_id" AND "stock_holds"."status" = 'held' AND "orders"."status" NOT IN ('open', 'processing');--> statement-breakpoint
UPDATE "discount_redemptions" SET "status" = 'released' FROM "orders" WHERE "orders"."id" = "discount_redemptions"."order_id" AND "discount_redemptions"."status" = 'reserved' AND "orders"."status" NOT IN ('open', 'processing');--> statement-breakpoint
-- Goods and discounts are kept for an order only while it may still be paid. Checked when a transaction commits. The lock makes it true
-- whatever others do at once: it waits for whoever is just closing the order, and nobody closes it before this commits.
CREATE FUNCTION "check_reservations"(checked_order text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  state text;
BEGIN
  SELECT "status" INTO state FROM "orders" WHERE "id" = checked_order FOR SHARE;
  IF state IN ('open', 'processing') THEN RETURN; END IF;
  IF EXISTS (SELECT FROM "stock_holds" WHERE "order_id" = checked_order AND "status" = 'held')
    OR EXISTS (SELECT FROM "discount_redemptions" WHERE "order_id" = checked_order AND "status" = 'reserved') THEN
    RAISE EXCEPTION 'order % is %, so nothing can be kept for it', checked_order, state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reservations_of_payable_orders';
  END IF;
END $$;--> statement-breakpoint
CREATE FUNCTION "check_reservations_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "check_reservations"(NEW."id");
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "check_reservation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "check_reservations"(NEW."order_id");
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "orders_closed_without_reservations" AFTER UPDATE OF "status" ON "orders" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" NOT IN ('open', 'processing')) EXECUTE FUNCTION "check_reservations_of_order"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "stock_holds_of_payable_order" AFTER INSERT OR UPDATE ON "stock_holds" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" = 'held') EXECUTE FUNCTION "check_reservation"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "discount_redemptions_of_payable_order" AFTER INSERT OR UPDATE ON "discount_redemptions" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" = 'reserved') EXECUTE FUNCTION "check_reservation"();
