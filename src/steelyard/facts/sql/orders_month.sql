-- A month's orders: how many there were, and how many of them still stand at its end.
-- A document and its equal opposite within the month (order 541431 and cancellation C541433)
-- net out, so that neither the standing orders nor the spread of their sizes sees a peak.
-- The squares are summed as decimals: a sum of floats depends on the order of the threads.
-- 19 digits are one more than DuckDB multiplies narrowly, so that no large order overflows.
-- needs: orders
with documents as (
    select dealer_id, month, order_id, sum(amount) as amount
    from orders
    group by dealer_id, month, order_id
),
sizes as (
    select dealer_id, month, abs(amount) as size, count(*) as documents,
           sum(case when amount > 0 then 1 when amount < 0 then -1 else 0 end) as left_over
    from documents
    group by dealer_id, month, abs(amount)
),
standing as (
    select dealer_id, month, documents,
           case when left_over > 0 then cast(size as decimal(19,2)) end as size,
           cast(case when left_over > 0 then left_over else 0 end as decimal(9,0)) as orders
    from sizes
)
select dealer_id, month,
       sum(documents) as order_count,
       sum(orders) as standing_order_count,
       count(size) as distinct_order_amounts,
       coalesce(sum(orders * size), 0) as standing_amount,
       coalesce(sum(orders * size * size), 0) as order_amount_squares
from standing
group by dealer_id, month
