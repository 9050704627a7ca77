CREATE TABLE "parcels" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"lines" jsonb NOT NULL,
	"carrier" text,
	"tracking_number" text,
	"tracking_url" text,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_back_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "parcels" ADD CONSTRAINT "parcels_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parcels_order_id_id_index" ON "parcels" USING btree ("order_id","id");--> statement-breakpoint
INSERT INTO "parcels" ("order_id", "lines", "carrier", "tracking_number", "sent_at")
SELECT s."order_id",
  (SELECT jsonb_agg(jsonb_build_object('variantId', line->>'variantId', 'quantity', (line->>'quantity')::integer)) FROM jsonb_array_elements(o."quote"->'lines') line),
  s."carrier", s."tracking_number", coalesce(s."sent_at", s."created_at")
FROM "shipments" s JOIN "orders" o ON o."id" = s."order_id"
WHERE s."status" = 'sent' AND (s."carrier" IS NOT NULL OR s."tracking_number" IS NOT NULL) AND jsonb_array_length(o."quote"->'lines') > 0;
