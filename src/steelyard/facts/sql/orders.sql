-- One row an order document and day: the step between lines and months.
-- An order id that spans two months counts in each of them.
-- needs: purchases
-- kept
select dealer_id, order_id, order_date,
       cast(date_trunc('month', order_date) as date) as month,
       sum(quantity) as quantity,
       sum(amount) as amount,
       sum(case when amount < 0 then -amount else 0 end) as returns_amount
from purchases
group by dealer_id, order_id, order_date
