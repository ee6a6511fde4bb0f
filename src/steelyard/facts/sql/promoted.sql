-- Net sell-in that a planned promotion covers; a null scope means all.
-- A region means the dealers granted it. Each kind of scope is joined by equality, because
-- one join on "null or equal" would compare every line with every promotion.
-- needs: purchases, orders, promotions, dealers
with buyers as (
    select o.dealer_id, d.region_id
    from (select distinct dealer_id from orders) o
    left join dealers d on o.dealer_id = d.dealer_id
),
running as (
    select distinct t.order_date, p.dealer_id, p.region_id, p.product_id
    from (select distinct order_date from orders) t
    join promotions p on t.order_date >= p.starts_on and t.order_date <= p.ends_on
),
chosen as (
    select r.order_date, b.dealer_id, r.product_id
    from running r
    join buyers b on r.dealer_id = b.dealer_id
    where r.region_id is null or r.region_id = b.region_id
    union
    select r.order_date, b.dealer_id, r.product_id
    from running r
    join buyers b on r.region_id = b.region_id
    where r.dealer_id is null
),
days as (
    select distinct order_date from running
    where dealer_id is null and region_id is null and product_id is null
),
products_on_days as (
    select distinct order_date, product_id from running
    where dealer_id is null and region_id is null and product_id is not null
),
dealers_on_days as (
    select order_date, dealer_id from chosen where product_id is null
),
both_on_days as (
    select order_date, dealer_id, product_id from chosen where product_id is not null
)
select s.dealer_id, cast(date_trunc('month', s.order_date) as date) as month,
       sum(s.amount) as promoted_amount
from purchases s
left join days a on s.order_date = a.order_date
left join products_on_days p on s.order_date = p.order_date and s.product_id = p.product_id
left join dealers_on_days d on s.order_date = d.order_date and s.dealer_id = d.dealer_id
left join both_on_days b
  on s.order_date = b.order_date and s.dealer_id = b.dealer_id and s.product_id = b.product_id
where coalesce(a.order_date, p.order_date, d.order_date, b.order_date) is not null
group by s.dealer_id, cast(date_trunc('month', s.order_date) as date)
