-- Net sell-in by dealer, product category and month, and what the goods cost the manufacturer;
-- uncosted counts the lines whose product has no cost. "" where a product has no category.
-- The wider decimal is for DuckDB, whose product of two narrow ones overflows at 10 000 million.
-- needs: purchases, products
-- kept
select s.dealer_id, coalesce(p.category, '') as category,
       cast(date_trunc('month', s.order_date) as date) as month,
       sum(s.amount) as amount,
       sum(cast(s.quantity as decimal(19,4)) * p.unit_cost) as cost_amount,
       sum(case when p.unit_cost is null then 1 else 0 end) as uncosted
from purchases s
left join products p on s.product_id = p.product_id
group by s.dealer_id, coalesce(p.category, ''),
         cast(date_trunc('month', s.order_date) as date)
