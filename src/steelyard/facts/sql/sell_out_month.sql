-- What dealers say they sold on, by month. A claim.
-- A report that came twice counts as the mean of the two.
-- needs: sell_out_reports, sell_out_twice
with weights as (
    select r.*, cast(case when t.dealer_id is null then 1 else 0.5 end as decimal(2,1)) as weight
    from sell_out_reports r
    left join sell_out_twice t on r.dealer_id = t.dealer_id and r.month = t.month
)
select dealer_id, month,
       cast(sell_out_quantity as decimal(28,4)) * weight as sell_out_quantity,
       cast(sell_out_amount as decimal(28,4)) * weight as sell_out_amount,
       cast(sell_out_lines as int) * weight as sell_out_lines,
       cast(sell_out_round as int) * weight as sell_out_round,
       cast(sold_to_dealers_quantity as decimal(28,4)) * weight as sold_to_dealers_quantity,
       last_sold_on
from weights
