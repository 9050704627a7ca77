ALTER TABLE "stock_holds" ADD COLUMN "restocked" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "stock_holds" SET "restocked" = "quantity" WHERE "status" = 'restocked';--> statement-breakpoint
ALTER TABLE "refund_requests" ADD COLUMN "share" jsonb;--> statement-breakpoint
ALTER TABLE "refund_requests" ADD COLUMN "asked_by" text;--> statement-breakpoint
ALTER TABLE "stock_holds" ADD CONSTRAINT "stock_holds_restocked_of_quantity" CHECK ("stock_holds"."restocked" between 0 and "stock_holds"."quantity");