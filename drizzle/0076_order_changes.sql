CREATE TABLE "order_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"draft_id" text,
	"removed" jsonb NOT NULL,
	"worth" integer NOT NULL,
	"added" integer NOT NULL,
	"credited" integer NOT NULL,
	"pay" integer NOT NULL,
	"back" integer NOT NULL,
	"asked_by" text NOT NULL,
	"done_at" timestamp with time zone,
	"taken_back_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_changes_draftId_unique" UNIQUE("draft_id"),
	CONSTRAINT "order_changes_add_up" CHECK ("order_changes"."worth" - "order_changes"."back" = "order_changes"."credited" and "order_changes"."added" - "order_changes"."pay" = "order_changes"."credited" and least("order_changes"."credited", "order_changes"."pay", "order_changes"."back") >= 0)
);
--> statement-breakpoint
ALTER TABLE "order_changes" ADD CONSTRAINT "order_changes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_changes" ADD CONSTRAINT "order_changes_draft_id_draft_orders_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."draft_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_changes_order_id_created_at_index" ON "order_changes" USING btree ("order_id","created_at");