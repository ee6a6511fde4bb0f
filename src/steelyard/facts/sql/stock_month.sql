-- Stock by the month's last count of each product, summed over products: whoever counted, and as
-- the dealer itself counted it, which is a claim like every count that names nobody.
-- On the same day an audit outweighs the dealer's own count. A dealer's count on days 1 to 3
-- tells the stock with which the month opened, that is, the end of the month before; it stands
-- apart and in its own month, for nobody knew of it sooner. It is a day or two of sales away
-- from that month end, and four weeks of sales from its own.
-- needs: stock
with counts as (
    select dealer_id, product_id, counted_on,
           cast(date_trunc('month', counted_on) as date) as month,
           max(case when counted_by = 'audit' then quantity end) as audited,
           max(case when counted_by = 'audit' then null else quantity end) as claimed
    from stock
    group by dealer_id, product_id, counted_on
),
last_counts as (
    select dealer_id, month,
           max_by(coalesce(audited, claimed), counted_on) as quantity,
           max_by(claimed, case when claimed is not null and day(counted_on) > 3
                           then counted_on end) as claimed,
           max_by(claimed, case when claimed is not null and day(counted_on) <= 3
                           then counted_on end) as opening
    from counts
    group by dealer_id, product_id, month
)
select dealer_id, month,
       sum(quantity) as stock_quantity,
       count(*) as counted_products,
       sum(claimed) as claimed_quantity,
       sum(opening) as opening_claimed_quantity
from last_counts
group by dealer_id, month
