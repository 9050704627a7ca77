CREATE TABLE "disputes" (
	"stripe_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"payment_intent_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"outcome" text,
	"evidence_due_at" timestamp with time zone,
	"has_evidence" boolean DEFAULT false NOT NULL,
	"is_money_taken" boolean NOT NULL,
	"is_refundable" boolean NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_attention" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"reason" text NOT NULL,
	"about" text NOT NULL,
	"expected" text,
	"actual" text,
	"target" integer,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"answer" text,
	CONSTRAINT "order_attention_once" UNIQUE("order_id","reason","about")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"stripe_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"payment_intent_id" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"failure_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_amount_positive" CHECK ("refunds"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_refund_within_total";--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "amount_captured" integer;--> statement-breakpoint
ALTER TABLE "outbox_jobs" ADD COLUMN "skipped" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_attention" ADD CONSTRAINT "order_attention_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_order_id_index" ON "disputes" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "disputes_outcome_evidence_due_at_index" ON "disputes" USING btree ("outcome","evidence_due_at");--> statement-breakpoint
CREATE INDEX "order_attention_open" ON "order_attention" USING btree ("raised_at") WHERE "order_attention"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_order_id_created_at_index" ON "refunds" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "refunds_status_updated_at_index" ON "refunds" USING btree ("status","updated_at");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_refund_not_negative" CHECK ("orders"."amount_refunded" >= 0);--> statement-breakpoint
-- Why today's orders need a person was told by their timeline alone.
INSERT INTO "order_attention" ("order_id", "reason", "about", "expected", "actual", "raised_at")
SELECT t."order_id", t."detail"->>'reason', coalesce(a."stripe_id", ''), t."detail"->>'expected', t."detail"->>'actual', t."at"
FROM "order_timeline" t
JOIN "orders" o ON o."id" = t."order_id" AND o."status" = 'needs_attention'
LEFT JOIN LATERAL (
	SELECT "stripe_id" FROM "payment_attempts"
	WHERE "order_id" = t."order_id"
		AND "status" = CASE WHEN t."detail"->>'reason' = 'paid_twice' THEN 'duplicate' ELSE 'paid' END
	ORDER BY "created_at" DESC LIMIT 1
) a ON true
WHERE t."detail"->>'code' = 'needs_attention'
ORDER BY t."id"
ON CONFLICT DO NOTHING;
