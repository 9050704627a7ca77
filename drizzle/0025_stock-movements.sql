CREATE TABLE "stock_movements" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"variant_id" text NOT NULL,
	"change" integer NOT NULL,
	"on_hand_after" integer NOT NULL,
	"reason" text NOT NULL,
	"order_id" text,
	"reference" text,
	"who" text NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "stock_movements_change_something" CHECK ("stock_movements"."change" <> 0),
	CONSTRAINT "stock_movements_reason_known" CHECK ("stock_movements"."reason" in ('opening', 'sale', 'return', 'received', 'import', 'count', 'correction'))
);
--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_movements_variant_id_id_index" ON "stock_movements" USING btree ("variant_id","id");--> statement-breakpoint
CREATE INDEX "stock_movements_order_id_index" ON "stock_movements" USING btree ("order_id");--> statement-breakpoint
INSERT INTO "stock_movements" ("variant_id", "change", "on_hand_after", "reason", "who")
SELECT "id", "on_hand", "on_hand", 'opening', session_user FROM "variants" WHERE "on_hand" <> 0;--> statement-breakpoint
CREATE FUNCTION record_stock_movement() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  said jsonb := nullif(current_setting('store.stock_movement', true), '')::jsonb;
  pieces integer := new.on_hand - case when tg_op = 'INSERT' then 0 else old.on_hand end;
begin
  insert into stock_movements (variant_id, change, on_hand_after, reason, order_id, reference, who, note)
  values (
    new.id, pieces, new.on_hand,
    coalesce(said->>'reason', case when tg_op = 'INSERT' then 'opening' else 'correction' end),
    said->>'orderId', said->>'reference', coalesce(said->>'who', session_user), said->>'note'
  );
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER variants_stock_opens AFTER INSERT ON "variants"
FOR EACH ROW WHEN (new.on_hand <> 0) EXECUTE FUNCTION record_stock_movement();--> statement-breakpoint
CREATE TRIGGER variants_stock_moves AFTER UPDATE ON "variants"
FOR EACH ROW WHEN (new.on_hand <> old.on_hand) EXECUTE FUNCTION record_stock_movement();
