-- Scans that cannot be of goods the dealer was sent: a wrong clock, or a wrong code.
-- Either nobody had bought anything by that day, or the dealer had not bought the product
-- by then and cannot have held it from before the data either. It can where both the dealer
-- and the product were bought from in the first six months. Where the channel had not bought
-- the product yet, the two tables may name it differently; where the dealer had bought nothing
-- and is not of level 1 by the master, whom it buys from may be unknown: such scans count.
-- needs: scans_once, purchases, orders, products_first, dealers
-- kept
with opening as (
    select min(order_date) as first_day,
           cast(min(order_date) + interval 6 month as date) as until
    from orders
),
dealers_first as (
    select dealer_id, min(order_date) as first_bought
    from orders
    where quantity > 0
    group by dealer_id
),
level_1 as (
    select dealer_id from dealers
    where coalesce(level, case when parent_id is null then 1 else 2 end) = 1
),
old_dealers as (
    select d.dealer_id from dealers_first d join opening o on d.first_bought < o.until
),
old_products as (
    select p.product_id from products_first p join opening o on p.first_bought < o.until
),
later as (
    select s.dealer_id, s.product_id, s.scanned_on, s.region_id, s.lines
    from scans_once s
    join opening o on s.scanned_on >= o.until
),
new as (
    select s.* from later s
    left join old_dealers d on s.dealer_id = d.dealer_id
    left join old_products p on s.product_id = p.product_id
    where d.dealer_id is null or p.product_id is null
),
judged as (
    select n.dealer_id, n.product_id, n.scanned_on, n.region_id,
           cast(sum(n.lines) as int) as lines
    from new n
    join products_first p on n.product_id = p.product_id and p.first_bought <= n.scanned_on
    left join dealers_first d on n.dealer_id = d.dealer_id and d.first_bought <= n.scanned_on
    left join level_1 l on n.dealer_id = l.dealer_id
    where coalesce(d.dealer_id, l.dealer_id) is not null
    group by n.dealer_id, n.product_id, n.scanned_on, n.region_id
),
asked as (
    select distinct dealer_id, product_id from judged
),
bought as (
    select b.dealer_id, b.product_id, min(b.order_date) as first_bought
    from purchases b
    join asked a on b.dealer_id = a.dealer_id and b.product_id = a.product_id
    where b.quantity > 0
    group by b.dealer_id, b.product_id
)
select j.dealer_id, j.product_id, j.scanned_on, j.region_id, j.lines
from judged j
left join bought b
  on j.dealer_id = b.dealer_id and j.product_id = b.product_id
 and b.first_bought <= j.scanned_on
where b.dealer_id is null and j.lines > 0
union all
select s.dealer_id, s.product_id, s.scanned_on, s.region_id, cast(sum(s.lines) as int) as lines
from scans_once s
join opening o on s.scanned_on < o.first_day
group by s.dealer_id, s.product_id, s.scanned_on, s.region_id
having sum(s.lines) > 0
