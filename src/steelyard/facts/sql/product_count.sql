-- How many different products a dealer bought in a month.
-- needs: purchases
select dealer_id, month, count(*) as product_count
from (
    select distinct dealer_id, product_id,
           cast(date_trunc('month', order_date) as date) as month
    from purchases
) bought
group by dealer_id, month
