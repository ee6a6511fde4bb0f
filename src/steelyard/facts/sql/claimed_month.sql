-- Stock as the dealer itself counted it: a claim, like every count that names nobody.
-- The month's last count of each product. A count on days 1 to 3 tells the stock with which
-- the month opened, that is, the end of the month before; it stands apart and in its own month,
-- for nobody knew of it sooner. It is a day or two of sales away from that month end, and four
-- weeks of sales from its own.
-- needs: stock
with counts as (
    select dealer_id, product_id, counted_on,
           cast(date_trunc('month', counted_on) as date) as month,
           case when day(counted_on) <= 3 then 1 else 0 end as opening,
           max(quantity) as quantity
    from stock
    where counted_by is null or counted_by = 'dealer'
    group by dealer_id, product_id, counted_on
),
latest as (
    select dealer_id, product_id, month, opening, max(counted_on) as counted_on
    from counts
    group by dealer_id, product_id, month, opening
)
select c.dealer_id, c.month,
       sum(case when c.opening = 0 then c.quantity end) as claimed_quantity,
       sum(case when c.opening = 1 then c.quantity end) as opening_claimed_quantity
from counts c
join latest l
  on c.dealer_id = l.dealer_id and c.product_id = l.product_id and c.counted_on = l.counted_on
group by c.dealer_id, c.month
