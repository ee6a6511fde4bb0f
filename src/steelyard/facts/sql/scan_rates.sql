-- How many scans a unit of a product makes, by all that was reported up to and with the month.
-- Scans of the product over the units that dealers say they sold of it, with a thousand units
-- at the rate of the whole channel added, because few units tell little. No later month takes
-- part. A lie moves the rate of a product a little, and for all its dealers alike. Whole units
-- and millionths, the rest cut off, and at most 10 scans a unit: so every engine divides to
-- the same digit. No row before anybody reported a unit sold.
-- needs: product_scans, products_first, orders
-- kept
with months as (
    select month from product_scans
    union
    select month from orders
),
channel as (
    select m.month, sum(p.scans) as scans, cast(floor(sum(p.sold)) as bigint) as sold
    from months m
    join product_scans p on p.month <= m.month
    group by m.month
),
whole as (
    select month, cast((1000000 * scans - (1000000 * scans) % sold) / sold as bigint) as rate
    from channel
    where sold > 0
),
products as (
    select product_id from products_first
    union
    select product_id from product_scans
),
so_far as (
    select p.product_id, m.month, sum(p.scans) as scans,
           cast(floor(sum(p.sold)) as bigint) as sold
    from months m
    join product_scans p on p.month <= m.month
    group by p.product_id, m.month
),
shrunk as (
    select p.product_id, w.month,
           1000000 * greatest(coalesce(s.scans, 0), 0) + 1000 * w.rate as scans,
           greatest(coalesce(s.sold, 0), 0) + 1000 as sold
    from products p
    cross join whole w
    left join so_far s on p.product_id = s.product_id and w.month = s.month
),
rates as (
    select product_id, month, cast((scans - scans % sold) / sold as bigint) as rate from shrunk
)
select product_id, month,
       cast(cast(least(rate, 10000000) as decimal(9,0)) * cast(0.000001 as decimal(7,6))
            as decimal(9,6)) as rate
from rates
