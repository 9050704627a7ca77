CREATE TABLE "document_series" (
	"series" text PRIMARY KEY NOT NULL,
	"year" integer DEFAULT 0 NOT NULL,
	"last" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_documents" (
	"number" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"order_id" text NOT NULL,
	"refund_id" text,
	"contents" jsonb NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "order_documents_once_a_refund" UNIQUE("kind","refund_id"),
	CONSTRAINT "order_documents_refund_of_credit" CHECK (("order_documents"."kind" = 'invoice') = ("order_documents"."refund_id" is null))
);
--> statement-breakpoint
ALTER TABLE "order_documents" ADD CONSTRAINT "order_documents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_documents" ADD CONSTRAINT "order_documents_refund_id_refunds_stripe_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("stripe_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_documents_order_id_issued_at_index" ON "order_documents" USING btree ("order_id","issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "order_documents_one_invoice" ON "order_documents" USING btree ("order_id") WHERE "order_documents"."kind" = 'invoice';