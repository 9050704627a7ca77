-- The inbox keeps of an event what the store reads, and nothing about a person. Stripe has listed an event for thirty days.
delete from "webhook_events" where "processed_at" < now() - interval '40 days';
--> statement-breakpoint
update "webhook_events" set "payload" = jsonb_build_object(
  'id', "payload" -> 'id',
  'object', "payload" -> 'object',
  'type', "payload" -> 'type',
  'api_version', "payload" -> 'api_version',
  'created', "payload" -> 'created',
  'livemode', "payload" -> 'livemode',
  'data', jsonb_build_object('object', jsonb_strip_nulls(jsonb_build_object(
    'id', "payload" #> '{data,object,id}',
    'object', "payload" #> '{data,object,object}',
    'active', "payload" #> '{data,object,active}',
    'lookup_key', "payload" #> '{data,object,lookup_key}',
    'payment_intent', coalesce("payload" #> '{data,object,payment_intent,id}', "payload" #> '{data,object,payment_intent}'),
    'latest_charge', coalesce("payload" #> '{data,object,latest_charge,id}', "payload" #> '{data,object,latest_charge}'),
    'product', coalesce("payload" #> '{data,object,product,id}', "payload" #> '{data,object,product}'),
    'metadata', case when jsonb_typeof("payload" #> '{data,object,metadata}') = 'object' then jsonb_build_object(
      'order_id', "payload" #> '{data,object,metadata,order_id}',
      'quote_revision', "payload" #> '{data,object,metadata,quote_revision}',
      'slug', "payload" #> '{data,object,metadata,slug}',
      'sku', "payload" #> '{data,object,metadata,sku}'
    ) when "payload" #> '{data,object}' ? 'metadata' then '{}' end,
    'last_payment_error', case when jsonb_typeof("payload" #> '{data,object,last_payment_error}') = 'object' then
      jsonb_build_object('charge', "payload" #> '{data,object,last_payment_error,charge}')
    end
  )))
);
--> statement-breakpoint
update "webhook_events" set "parked_at" = null, "parked_reason" = null
  where "parked_reason" in ('text_replaced', 'payload_refused');
