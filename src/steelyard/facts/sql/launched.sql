-- Net sell-in in products that the whole channel began to buy within the last three months.
-- A launch is broad: in that month at least five dealers and a tenth of all that ordered
-- bought the product. A product that one dealer alone begins to buy is no launch. Products
-- bought in the first three months of the data are old: their launch was not seen.
-- needs: purchases, orders, products_first
with opening as (
    select min(month) as month from orders
),
launches as (
    select f.product_id, cast(date_trunc('month', f.first_paid) as date) as first_month
    from products_first f
    cross join opening o
    where f.first_paid >= cast(o.month + interval 3 month as date)
),
young as (
    select s.dealer_id, s.product_id,
           cast(date_trunc('month', s.order_date) as date) as month,
           sum(s.amount) as amount
    from purchases s
    join launches l on s.product_id = l.product_id
    where s.order_date < cast(l.first_month + interval 3 month as date)
    group by s.dealer_id, s.product_id, cast(date_trunc('month', s.order_date) as date)
),
breadth as (
    select product_id, month, count(*) as dealers
    from young
    where amount > 0
    group by product_id, month
),
ordering as (
    select month, count(distinct dealer_id) as dealers from orders group by month
)
select y.dealer_id, y.month, sum(y.amount) as launched_amount
from young y
join breadth b on y.product_id = b.product_id and y.month = b.month
join ordering o on y.month = o.month
where b.dealers >= 5 and b.dealers * 10 >= o.dealers
group by y.dealer_id, y.month
