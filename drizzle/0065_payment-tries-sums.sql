-- A try that is deleted was made all the same.
CREATE FUNCTION try_changes_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO shop_sum_changes (topic, currency, at, key, count, amount)
  SELECT 'payment', placed.currency, date_bin('15 minutes', NEW.at, '2000-01-01 00:00:00+00'), concat_ws(' ', NEW.method, NEW.outcome, NEW.reason), 1, 0
  FROM orders AS placed WHERE placed.id = NEW.order_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER tries_make_sums AFTER INSERT ON payment_tries FOR EACH ROW WHEN (NEW.outcome <> 'pending') EXECUTE FUNCTION try_changes_sums();
--> statement-breakpoint
CREATE TRIGGER tries_change_sums AFTER UPDATE ON payment_tries FOR EACH ROW
WHEN (OLD.outcome = 'pending' AND NEW.outcome <> 'pending') EXECUTE FUNCTION try_changes_sums();
--> statement-breakpoint
-- All sums anew from what they are of. Carts and tries to pay are left as they are, because old ones have been deleted. In one snapshot, so that changes of others stay true.
CREATE OR REPLACE FUNCTION remake_shop_sums() RETURNS void LANGUAGE sql AS $$
  DELETE FROM shop_sum_changes WHERE topic NOT IN ('cart', 'payment');
  DELETE FROM shop_sums WHERE topic NOT IN ('cart', 'payment');
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
