-- The first day on which anybody bought a product, and on which anybody paid for it.
-- needs: purchases
-- kept
select product_id,
       min(case when quantity > 0 then order_date end) as first_bought,
       min(case when amount > 0 then order_date end) as first_paid
from purchases
group by product_id
