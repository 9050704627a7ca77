CREATE TABLE "news_consents" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"email" text,
	"email_hash" text,
	"state" text NOT NULL,
	"locale" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "news_consents_email_unique" UNIQUE("email"),
	CONSTRAINT "news_consents_state" CHECK ("news_consents"."state" in ('asked', 'confirmed', 'withdrawn')),
	CONSTRAINT "news_consents_confirmed_at" CHECK ("news_consents"."state" <> 'confirmed' or "news_consents"."confirmed_at" is not null),
	CONSTRAINT "news_consents_one_name" CHECK (("news_consents"."email" is null) <> ("news_consents"."email_hash" is null)),
	CONSTRAINT "news_consents_email_lower_case" CHECK ("news_consents"."email" = lower("news_consents"."email"))
);
--> statement-breakpoint
CREATE TABLE "news_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"consent_id" bigint NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"text_version" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "news_events_state" CHECK ("news_events"."state" in ('asked', 'confirmed', 'withdrawn')),
	CONSTRAINT "news_events_text" CHECK (("news_events"."state" = 'withdrawn') = ("news_events"."text_version" is null))
);
--> statement-breakpoint
CREATE TABLE "news_texts" (
	"version" text PRIMARY KEY NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "news_events" ADD CONSTRAINT "news_events_consent_id_news_consents_id_fk" FOREIGN KEY ("consent_id") REFERENCES "public"."news_consents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_events" ADD CONSTRAINT "news_events_text_version_news_texts_version_fk" FOREIGN KEY ("text_version") REFERENCES "public"."news_texts"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "news_consents_hash" ON "news_consents" USING btree ("email_hash") WHERE "news_consents"."email_hash" is not null;--> statement-breakpoint
CREATE INDEX "news_consents_confirmed" ON "news_consents" USING btree ("id") WHERE "news_consents"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX "news_consents_over" ON "news_consents" USING btree ("changed_at") WHERE "news_consents"."state" <> 'confirmed';--> statement-breakpoint
CREATE INDEX "news_events_consent_id_index" ON "news_events" USING btree ("consent_id");