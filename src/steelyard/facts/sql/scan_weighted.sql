-- The scans to be expected of a dealer's month, were all that it says it sold, or all that it
-- bought net of returns, sold to consumers and scanned as the channel's units of each product
-- are. The ratio of its real scans to them does not depend on which products it deals in.
-- A report that came twice counts as the mean of the two. The wider decimal is for DuckDB, as in
-- `cost_month`.
-- needs: sell_out, sell_out_twice, purchases, scan_rates
with reported as (
    select dealer_id, product_id, cast(date_trunc('month', sold_on) as date) as month, quantity
    from sell_out
),
received as (
    select dealer_id, product_id, cast(date_trunc('month', order_date) as date) as month, quantity
    from purchases
),
sold as (
    select s.dealer_id, s.month, sum(cast(s.quantity as decimal(19,4)) * r.rate) as scans
    from reported s
    left join scan_rates r on s.product_id = r.product_id and s.month = r.month
    group by s.dealer_id, s.month
),
bought as (
    select p.dealer_id, p.month, sum(cast(p.quantity as decimal(19,4)) * r.rate) as scans
    from received p
    left join scan_rates r on p.product_id = r.product_id and p.month = r.month
    group by p.dealer_id, p.month
),
sides as (
    select s.dealer_id, s.month,
           case when t.dealer_id is null then cast(round(s.scans, 4) as decimal(28,4))
                else cast(cast(round(s.scans, 4) as decimal(28,4))
                          * cast(0.5 as decimal(2,1)) as decimal(28,4)) end as sold,
           cast(null as decimal(28,4)) as bought
    from sold s
    left join sell_out_twice t on s.dealer_id = t.dealer_id and s.month = t.month
    union all
    select dealer_id, month, cast(null as decimal(28,4)) as sold,
           cast(round(scans, 4) as decimal(28,4)) as bought
    from bought
)
select dealer_id, month, sum(sold) as sell_out_in_scans, sum(bought) as sell_in_in_scans
from sides
group by dealer_id, month
