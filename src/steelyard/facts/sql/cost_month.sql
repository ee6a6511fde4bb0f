-- What the goods cost the manufacturer; uncosted counts the lines whose product has no cost.
-- needs: purchases, products
select s.dealer_id, cast(date_trunc('month', s.order_date) as date) as month,
       sum(s.quantity * p.unit_cost) as cost_amount,
       sum(case when p.unit_cost is null then 1 else 0 end) as uncosted
from purchases s
left join products p on s.product_id = p.product_id
group by s.dealer_id, cast(date_trunc('month', s.order_date) as date)
