-- What the goods cost the manufacturer; uncosted counts the lines whose product has no cost.
-- The wider decimal is for DuckDB, whose product of two narrow ones overflows at 10 000 million.
-- needs: purchases, products
select s.dealer_id, cast(date_trunc('month', s.order_date) as date) as month,
       sum(cast(s.quantity as decimal(19,4)) * p.unit_cost) as cost_amount,
       sum(case when p.unit_cost is null then 1 else 0 end) as uncosted
from purchases s
left join products p on s.product_id = p.product_id
group by s.dealer_id, cast(date_trunc('month', s.order_date) as date)
