-- What dealers say they sold on, by month. A claim.
-- needs: sell_out
select dealer_id, cast(date_trunc('month', sold_on) as date) as month,
       sum(quantity) as sell_out_quantity,
       sum(amount) as sell_out_amount
from sell_out
group by dealer_id, cast(date_trunc('month', sold_on) as date)
