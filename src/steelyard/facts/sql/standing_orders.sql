-- Orders that still stand at the end of their month.
-- A document and its equal opposite within the month (order 541431 and cancellation C541433)
-- net out, so that neither the order count nor the spread of order sizes sees a peak.
-- The squares are summed as decimals: a sum of floats depends on the order of the threads.
-- 19 digits are one more than DuckDB multiplies narrowly, so that no large order overflows.
-- needs: orders
with documents as (
    select dealer_id, month, order_id, sum(amount) as amount
    from orders
    group by dealer_id, month, order_id
),
sizes as (
    select dealer_id, month, abs(amount) as size,
           sum(case when amount > 0 then 1 else 0 end) as placed,
           sum(case when amount < 0 then 1 else 0 end) as undone
    from documents
    where amount <> 0
    group by dealer_id, month, abs(amount)
),
standing as (
    select dealer_id, month, cast(size as decimal(19,2)) as size,
           cast(placed - undone as decimal(6,0)) as orders
    from sizes
    where placed > undone
)
select dealer_id, month,
       sum(orders) as standing_order_count,
       count(*) as distinct_order_amounts,
       sum(orders * size) as standing_amount,
       sum(orders * size * size) as order_amount_squares
from standing
group by dealer_id, month
