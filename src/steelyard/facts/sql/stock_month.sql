-- Stock at the last count of the month, over products, whoever counted and on whatever day; on
-- the same day an audit outweighs the dealer's own count.
-- needs: stock
with counts as (
    select dealer_id, product_id, counted_on,
           cast(date_trunc('month', counted_on) as date) as month,
           coalesce(max(case when counted_by = 'audit' then quantity end), max(quantity))
               as quantity
    from stock
    group by dealer_id, product_id, counted_on
),
latest as (
    select dealer_id, product_id, month, max(counted_on) as counted_on
    from counts
    group by dealer_id, product_id, month
)
select c.dealer_id, c.month, sum(c.quantity) as stock_quantity,
       count(*) as counted_products
from counts c
join latest l
  on c.dealer_id = l.dealer_id and c.product_id = l.product_id and c.counted_on = l.counted_on
group by c.dealer_id, c.month
