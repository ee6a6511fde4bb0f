-- Sell-in by dealer and month: quantity, net amount, returns, orders, order days, month end.
-- Bit k of order_day_bits is set where something was ordered on day k of the month.
-- needs: orders
select dealer_id, month,
       cast(sum(quantity) as double) as sell_in_quantity,
       cast(sum(amount) as double) as sell_in_amount,
       cast(sum(returns_amount) as double) as returns_amount,
       cast(count(distinct order_id) as double) as order_count,
       cast(count(distinct case when amount > 0 then order_date end) as double) as order_days,
       cast(sum(distinct case when amount > 0
                then cast(power(2, day(order_date)) as bigint) else 0 end) as bigint)
           as order_day_bits,
       cast(sum(case when day(order_date) > day(last_day(order_date)) - :month_end_days
                then amount else 0 end) as double) as month_end_amount,
       max(day(order_date)) as last_day
from orders
group by dealer_id, month
