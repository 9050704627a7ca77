CREATE TABLE "search_documents" (
	"locale" text NOT NULL,
	"product_id" text NOT NULL,
	"name_words" "tsvector" NOT NULL,
	"words" "tsvector" NOT NULL,
	"in_stock" boolean NOT NULL,
	"rank" bigint NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "search_documents_locale_product_id_pk" PRIMARY KEY("locale","product_id")
);
--> statement-breakpoint
CREATE TABLE "search_languages" (
	"locale" text PRIMARY KEY NOT NULL,
	"config" text NOT NULL,
	"stop_words" text,
	"compounds" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_suggestions" (
	"locale" text NOT NULL,
	"kind" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"target" text NOT NULL,
	"name" text,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "search_suggestions_locale_kind_key_target_pk" PRIMARY KEY("locale","kind","key","target")
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"locale" text NOT NULL,
	"words" text[] NOT NULL,
	"means" text[],
	"keys" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"locale" text NOT NULL,
	"word" text collate "C" NOT NULL,
	"stem" text collate "C" NOT NULL,
	"shown" text NOT NULL,
	"in_name" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_suggestions_by_target" ON "search_suggestions" USING btree ("kind","target");--> statement-breakpoint
CREATE INDEX "search_synonyms_by_key" ON "search_synonyms" USING gin ("keys");--> statement-breakpoint
CREATE INDEX "search_words_by_start" ON "search_words" USING btree ("locale","word");