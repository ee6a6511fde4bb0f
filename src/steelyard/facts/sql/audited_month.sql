-- Stock as the manufacturer saw it: the month's last audit of each product; and what the dealer
-- itself had counted of the same products.
-- Of the dealer's counts of that month and the one before, at most 31 days away, the nearest
-- is held against the audit; of two equally near the earlier, which was made before the audit
-- was seen. A product without such a count is compared with nothing.
-- needs: stock
with counts as (
    select dealer_id, product_id, counted_on,
           cast(date_trunc('month', counted_on) as date) as month,
           case when counted_by = 'audit' then 1 else 0 end as audit,
           max(quantity) as quantity
    from stock
    group by dealer_id, product_id, counted_on,
             case when counted_by = 'audit' then 1 else 0 end
),
last_audits as (
    select dealer_id, product_id, month, max(counted_on) as counted_on
    from counts
    where audit = 1
    group by dealer_id, product_id, month
),
audits as (
    select c.dealer_id, c.product_id, c.month, day(c.counted_on) as on_day, c.quantity
    from counts c
    join last_audits l
      on c.dealer_id = l.dealer_id and c.product_id = l.product_id
     and c.counted_on = l.counted_on
    where c.audit = 1
),
claims as (
    select dealer_id, product_id, month, day(counted_on) as on_day, quantity
    from counts
    where audit = 0
    union all
    select dealer_id, product_id, cast(month + interval 1 month as date) as month,
           day(counted_on) - day(last_day(counted_on)) as on_day, quantity
    from counts
    where audit = 0
),
pairs as (
    select a.dealer_id, a.product_id, a.month, c.quantity,
           abs(a.on_day - c.on_day) as days_apart,
           2 * abs(a.on_day - c.on_day) + case when c.on_day > a.on_day then 1 else 0 end as far
    from audits a
    join claims c
      on a.dealer_id = c.dealer_id and a.product_id = c.product_id and a.month = c.month
    where abs(a.on_day - c.on_day) <= 31
),
nearest as (
    select dealer_id, product_id, month, min(far) as far
    from pairs
    group by dealer_id, product_id, month
),
held as (
    select p.dealer_id, p.product_id, p.month, p.quantity, p.days_apart
    from pairs p
    join nearest n
      on p.dealer_id = n.dealer_id and p.product_id = n.product_id and p.month = n.month
     and p.far = n.far
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
