CREATE TABLE "payment_confirmations" (
	"token_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"revision" integer NOT NULL,
	"status" text DEFAULT 'reviewed' NOT NULL,
	"runs_until" timestamp with time zone NOT NULL,
	"payment_intent_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "discount_redemptions" ADD COLUMN "card_fingerprint" text;--> statement-breakpoint
ALTER TABLE "payment_confirmations" ADD CONSTRAINT "payment_confirmations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_confirmations_order_id_attempt_index" ON "payment_confirmations" USING btree ("order_id","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "discount_redemptions_card" ON "discount_redemptions" USING btree ("rule_id","card_fingerprint") WHERE "discount_redemptions"."status" <> 'released';