-- Net sell-in by dealer, product category and month; "" where a product has no category.
-- needs: purchases, products
select s.dealer_id, coalesce(p.category, '') as category,
       cast(date_trunc('month', s.order_date) as date) as month,
       sum(s.amount) as amount
from purchases s
left join products p on s.product_id = p.product_id
group by s.dealer_id, coalesce(p.category, ''),
         cast(date_trunc('month', s.order_date) as date)
