CREATE TABLE "goods_upload_parts" (
	"upload_id" integer NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "goods_upload_parts_upload_id_part_pk" PRIMARY KEY("upload_id","part")
);
--> statement-breakpoint
CREATE TABLE "goods_uploads" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"bytes" integer DEFAULT 0 NOT NULL,
	"who" text NOT NULL,
	"options" jsonb NOT NULL,
	"state" text DEFAULT 'stored' NOT NULL,
	"progress" jsonb,
	"report" jsonb,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "goods_upload_parts" ADD CONSTRAINT "goods_upload_parts_upload_id_goods_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."goods_uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "goods_uploads_created_at_index" ON "goods_uploads" USING btree ("created_at");