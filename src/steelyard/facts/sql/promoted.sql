-- Net sell-in that a planned promotion covers; a null scope means all.
-- needs: purchases, promotions, dealers
select s.dealer_id, cast(date_trunc('month', s.order_date) as date) as month,
       cast(sum(s.amount) as double) as promoted_amount
from purchases s
left join dealers d on s.dealer_id = d.dealer_id
where exists (
    select 1 from promotions p
    where s.order_date >= p.starts_on and s.order_date <= p.ends_on
      and (p.dealer_id is null or p.dealer_id = s.dealer_id)
      and (p.product_id is null or p.product_id = s.product_id)
      and (p.region_id is null or p.region_id = d.region_id)
)
group by s.dealer_id, cast(date_trunc('month', s.order_date) as date)
