-- Over the whole channel: scans of a product by month, and what dealers say they sold of it.
-- needs: scans_once, scans_unshipped, scans_farmed, sell_out
-- kept
with lines as (
    select product_id, scanned_on as on_day, lines as scans, cast(0 as decimal(18,4)) as sold
    from scans_once
    union all
    select product_id, scanned_on as on_day, -lines as scans, cast(0 as decimal(18,4)) as sold
    from scans_unshipped
    union all
    select product_id, scanned_on as on_day, -lines as scans, cast(0 as decimal(18,4)) as sold
    from scans_farmed
    union all
    select product_id, sold_on as on_day, 0 as scans, quantity as sold
    from sell_out
)
select product_id, cast(date_trunc('month', on_day) as date) as month,
       cast(sum(scans) as bigint) as scans, sum(sold) as sold
from lines
group by product_id, cast(date_trunc('month', on_day) as date)
