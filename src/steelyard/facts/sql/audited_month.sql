-- Stock as the manufacturer saw it: the month's last audit of each product; and what the dealer
-- itself had counted of the same products.
-- Of the dealer's counts of that month and the one before, at most 31 days away, the nearest
-- is held against the audit; of two equally near the earlier, which was made before the audit
-- was seen. A product without such a count is compared with nothing.
-- needs: stock
with days_audited as (
    select dealer_id, product_id, counted_on,
           cast(date_trunc('month', counted_on) as date) as month,
           max(quantity) as quantity
    from stock
    where counted_by = 'audit'
    group by dealer_id, product_id, counted_on
),
audits as (
    select dealer_id, product_id, month, day(max(counted_on)) as on_day,
           max_by(quantity, counted_on) as quantity
    from days_audited
    group by dealer_id, product_id, month
),
asked as (
    select dealer_id, product_id, month, on_day, month as claimed_in from audits
    union all
    select dealer_id, product_id, month, on_day,
           cast(month - interval 1 month as date) as claimed_in
    from audits
),
claims as (
    select a.dealer_id, a.product_id, a.month, a.on_day as audit_day,
           day(s.counted_on) - case when a.claimed_in < a.month
                               then day(last_day(s.counted_on)) else 0 end as on_day,
           s.quantity
    from stock s
    join asked a
      on s.dealer_id = a.dealer_id and s.product_id = a.product_id
     and cast(date_trunc('month', s.counted_on) as date) = a.claimed_in
    where coalesce(s.counted_by, '') <> 'audit'
),
days_claimed as (
    select dealer_id, product_id, month, abs(audit_day - on_day) as days_apart,
           2 * abs(audit_day - on_day) + case when on_day > audit_day then 1 else 0 end as far,
           max(quantity) as quantity
    from claims
    where abs(audit_day - on_day) <= 31
    group by dealer_id, product_id, month, audit_day, on_day
),
held as (
    select dealer_id, product_id, month, min_by(quantity, far) as quantity,
           min(days_apart) as days_apart
    from days_claimed
    group by dealer_id, product_id, month
)
select a.dealer_id, a.month,
       sum(a.quantity) as audited_quantity,
       sum(case when h.quantity is not null then a.quantity end) as audited_where_claimed,
       sum(h.quantity) as claimed_where_audited,
       max(h.days_apart) as audit_days_apart
from audits a
left join held h
  on a.dealer_id = h.dealer_id and a.product_id = h.product_id and a.month = h.month
group by a.dealer_id, a.month
