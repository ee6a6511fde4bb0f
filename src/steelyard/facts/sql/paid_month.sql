-- Money received by month.
-- needs: payments
select dealer_id, cast(date_trunc('month', paid_on) as date) as month,
       sum(amount) as paid_amount
from payments
group by dealer_id, cast(date_trunc('month', paid_on) as date)
