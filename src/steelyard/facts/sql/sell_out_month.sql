-- What dealers say they sold on, by month. A claim.
-- needs: sell_out
select dealer_id, cast(date_trunc('month', sold_on) as date) as month,
       cast(sum(quantity) as double) as sell_out_quantity,
       cast(sum(amount) as double) as sell_out_amount
from sell_out
group by dealer_id, cast(date_trunc('month', sold_on) as date)
