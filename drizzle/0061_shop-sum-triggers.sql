CREATE FUNCTION sum_bins(moment timestamptz) RETURNS TABLE (grain text, bin timestamptz) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('quarter_hour', date_bin('15 minutes', moment, '2000-01-01 00:00:00+00')), ('hour', date_trunc('hour', moment, 'UTC')),
    ('day', date_trunc('day', moment, 'UTC')), ('month', date_trunc('month', moment, 'UTC'))
$$;
--> statement-breakpoint
-- What an order adds to the sums.
CREATE FUNCTION sums_of_order(placed orders)
RETURNS TABLE (topic text, currency text, moment timestamptz, key text, count bigint, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT 'begun', placed.currency, placed.created_at, placed.surface, 1::bigint, 0::bigint
  UNION ALL
  SELECT 'converted', placed.currency, placed.created_at, placed.surface, 1, 0 WHERE placed.paid_at IS NOT NULL
  UNION ALL
  SELECT 'sale', placed.currency, placed.paid_at, placed.surface, 1, placed.total WHERE placed.paid_at IS NOT NULL
  UNION ALL
  SELECT 'piece', placed.currency, placed.paid_at, line ->> 'variantId', (line ->> 'quantity')::bigint, (line ->> 'total')::bigint
  FROM jsonb_array_elements(placed.quote -> 'lines') AS line WHERE placed.paid_at IS NOT NULL
  UNION ALL
  -- Off the delivery only where the cheaper rate was the one that was chosen.
  SELECT 'discount', placed.currency, placed.paid_at, coalesce(given ->> 'ruleId', ''), 1, (given ->> 'amount')::bigint + CASE WHEN EXISTS (
      SELECT FROM jsonb_array_elements(placed.quote -> 'shippingRates') AS rate
      WHERE rate ->> 'speed' = coalesce(placed.shipping_option, placed.quote ->> 'shippingSpeed') AND rate ? 'listAmount'
    ) THEN coalesce((given ->> 'shippingAmount')::bigint, 0) ELSE 0 END
  FROM jsonb_array_elements(placed.quote -> 'discounts') AS given WHERE placed.paid_at IS NOT NULL
$$;
--> statement-breakpoint
-- Money given back of the order's own payment; a second payment by mistake was no sale either.
CREATE FUNCTION sums_of_refund(given refunds)
RETURNS TABLE (topic text, currency text, moment timestamptz, key text, count bigint, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT 'refund', given.currency, given.created_at, placed.surface, 1::bigint, given.amount::bigint
  FROM orders AS placed JOIN payment_attempts AS paid ON paid.order_id = placed.id
  WHERE given.status = 'succeeded' AND placed.id = given.order_id AND paid.payment_intent_id = given.payment_intent_id AND paid.status = 'paid'
$$;
--> statement-breakpoint
CREATE FUNCTION sums_of_dispute(opened disputes)
RETURNS TABLE (topic text, currency text, moment timestamptz, key text, count bigint, amount bigint) LANGUAGE sql STABLE AS $$
  SELECT kind, opened.currency, opened.opened_at, placed.surface, 1::bigint, opened.amount::bigint
  FROM orders AS placed, (VALUES ('dispute', true), ('lost', opened.outcome IS NOT DISTINCT FROM 'lost')) AS kinds (kind, applies)
  WHERE placed.id = opened.order_id AND applies
$$;
--> statement-breakpoint
CREATE FUNCTION order_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, s.count, s.amount FROM sums_of_order(NEW) AS s;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, -s.count, -s.amount FROM sums_of_order(OLD) AS s;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER orders_make_sums AFTER INSERT OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION order_changes_sums();
--> statement-breakpoint
CREATE TRIGGER orders_change_sums AFTER UPDATE ON orders FOR EACH ROW
WHEN ((OLD.paid_at, OLD.currency, OLD.surface, OLD.created_at) IS DISTINCT FROM (NEW.paid_at, NEW.currency, NEW.surface, NEW.created_at)
  OR (NEW.paid_at IS NOT NULL AND (OLD.total, OLD.shipping_option, OLD.quote) IS DISTINCT FROM (NEW.total, NEW.shipping_option, NEW.quote)))
EXECUTE FUNCTION order_changes_sums();
--> statement-breakpoint
CREATE FUNCTION refund_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, s.count, s.amount FROM sums_of_refund(NEW) AS s;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, -s.count, -s.amount FROM sums_of_refund(OLD) AS s;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER refunds_make_sums AFTER INSERT OR DELETE ON refunds FOR EACH ROW EXECUTE FUNCTION refund_changes_sums();
--> statement-breakpoint
CREATE TRIGGER refunds_change_sums AFTER UPDATE ON refunds FOR EACH ROW
WHEN ((OLD.status, OLD.amount, OLD.currency, OLD.created_at, OLD.payment_intent_id) IS DISTINCT FROM (NEW.status, NEW.amount, NEW.currency, NEW.created_at, NEW.payment_intent_id))
EXECUTE FUNCTION refund_changes_sums();
--> statement-breakpoint
CREATE FUNCTION dispute_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, s.count, s.amount FROM sums_of_dispute(NEW) AS s;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00'), s.key, -s.count, -s.amount FROM sums_of_dispute(OLD) AS s;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER disputes_make_sums AFTER INSERT OR DELETE ON disputes FOR EACH ROW EXECUTE FUNCTION dispute_changes_sums();
--> statement-breakpoint
CREATE TRIGGER disputes_change_sums AFTER UPDATE ON disputes FOR EACH ROW
WHEN ((OLD.amount, OLD.currency, OLD.opened_at, OLD.outcome) IS DISTINCT FROM (NEW.amount, NEW.currency, NEW.opened_at, NEW.outcome))
EXECUTE FUNCTION dispute_changes_sums();
--> statement-breakpoint
-- Two payments of an order may change places: then other refunds count.
CREATE FUNCTION payment_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
  SELECT 'refund', given.currency, date_bin('15 minutes', given.created_at, '2000-01-01 00:00:00+00'), placed.surface, side.sign, side.sign * given.amount
  FROM (VALUES
      (1, CASE WHEN TG_OP <> 'DELETE' AND NEW.status = 'paid' THEN NEW.payment_intent_id END),
      (-1, CASE WHEN TG_OP <> 'INSERT' AND OLD.status = 'paid' THEN OLD.payment_intent_id END)
    ) AS side (sign, intent)
  JOIN refunds AS given ON given.payment_intent_id = side.intent AND given.status = 'succeeded'
  JOIN orders AS placed ON placed.id = given.order_id
  WHERE given.order_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER payments_make_sums AFTER INSERT OR DELETE ON payment_attempts FOR EACH ROW EXECUTE FUNCTION payment_changes_sums();
--> statement-breakpoint
CREATE TRIGGER payments_change_sums AFTER UPDATE ON payment_attempts FOR EACH ROW
WHEN ((OLD.status = 'paid', OLD.payment_intent_id) IS DISTINCT FROM (NEW.status = 'paid', NEW.payment_intent_id))
EXECUTE FUNCTION payment_changes_sums();
--> statement-breakpoint
-- A cart that is deleted was made all the same.
CREATE FUNCTION cart_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
  VALUES ('cart', coalesce(NEW.currency, ''), date_bin('15 minutes', NEW.created_at, '2000-01-01 00:00:00+00'), '', 1, 0);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
    VALUES ('cart', coalesce(OLD.currency, ''), date_bin('15 minutes', OLD.created_at, '2000-01-01 00:00:00+00'), '', -1, 0);
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER carts_make_sums AFTER INSERT ON carts FOR EACH ROW EXECUTE FUNCTION cart_changes_sums();
--> statement-breakpoint
CREATE TRIGGER carts_change_sums AFTER UPDATE ON carts FOR EACH ROW
WHEN ((OLD.currency, OLD.created_at) IS DISTINCT FROM (NEW.currency, NEW.created_at)) EXECUTE FUNCTION cart_changes_sums();
--> statement-breakpoint
-- All sums anew from what they are of. Carts are left as they are, because old ones have been deleted. In one snapshot, so that changes of others stay true.
CREATE FUNCTION remake_shop_sums() RETURNS void LANGUAGE sql AS $$
  DELETE FROM shop_sum_changes WHERE topic <> 'cart';
  DELETE FROM shop_sums WHERE topic <> 'cart';
  INSERT INTO shop_sums (topic, currency, grain, at, key, count, amount)
  WITH quarters AS MATERIALIZED (
    SELECT s.topic, s.currency, date_bin('15 minutes', s.moment, '2000-01-01 00:00:00+00') AS at, s.key, sum(s.count) AS count, sum(s.amount) AS amount
    FROM (
      SELECT of_order.* FROM orders AS placed CROSS JOIN LATERAL sums_of_order(placed) AS of_order
      UNION ALL
      SELECT of_refund.* FROM refunds AS given CROSS JOIN LATERAL sums_of_refund(given) AS of_refund
      UNION ALL
      SELECT of_dispute.* FROM disputes AS opened CROSS JOIN LATERAL sums_of_dispute(opened) AS of_dispute
    ) AS s
    GROUP BY 1, 2, 3, 4
  )
  SELECT q.topic, q.currency, b.grain, b.bin, q.key, sum(q.count), sum(q.amount)
  FROM quarters AS q CROSS JOIN LATERAL sum_bins(q.at) AS b
  GROUP BY 1, 2, 3, 4, 5
$$;
--> statement-breakpoint
SELECT remake_shop_sums();
--> statement-breakpoint
INSERT INTO shop_sums (topic, currency, grain, at, key, count, amount)
SELECT 'cart', coalesce(made.currency, ''), b.grain, b.bin, '', count(*), 0 FROM carts AS made CROSS JOIN LATERAL sum_bins(made.created_at) AS b
GROUP BY 1, 2, 3, 4;
