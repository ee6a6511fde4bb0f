-- Sell-in by dealer and month: quantity, net amount, returns, orders, order days, month end.
-- Bit k of order_day_bits is set where something was ordered on day k of the month.
-- needs: orders
select dealer_id, month,
       sum(quantity) as sell_in_quantity,
       sum(amount) as sell_in_amount,
       sum(returns_amount) as returns_amount,
       count(distinct order_id) as order_count,
       count(distinct case when amount > 0 then order_date end) as order_days,
       cast(sum(distinct case when amount > 0
                then cast(power(2, day(order_date)) as bigint) else 0 end) as bigint)
           as order_day_bits,
       sum(case when day(order_date) > day(last_day(order_date)) - :month_end_days
                then amount else 0 end) as month_end_amount,
       max(day(order_date)) as last_day
from orders
group by dealer_id, month
