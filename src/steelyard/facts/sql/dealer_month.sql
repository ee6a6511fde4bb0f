-- Sell-in by dealer and month: quantity, net amount, returns, order days, month end.
-- Bit k of order_day_bits is set where something was ordered on day k of the month.
-- needs: orders
select dealer_id, month,
       sum(quantity) as sell_in_quantity,
       sum(amount) as sell_in_amount,
       sum(returns_amount) as returns_amount,
       bit_count(bit_or(case when amount > 0 then cast(1 as bigint) << cast(day(order_date) as int)
                else cast(0 as bigint) end)) as order_days,
       bit_or(case when amount > 0 then cast(1 as bigint) << cast(day(order_date) as int)
                else cast(0 as bigint) end) as order_day_bits,
       sum(case when day(order_date) > day(last_day(order_date)) - :month_end_days
                then amount else 0 end) as month_end_amount,
       max(day(order_date)) as last_day
from orders
group by dealer_id, month
