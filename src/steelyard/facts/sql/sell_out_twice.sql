-- Months whose report came twice, the second time perhaps mended.
-- All its lines are of one day, and every product and buyer stands in it exactly twice, at
-- least three of them. A report of day lines is taken as it came: two equal sales in a day
-- are ordinary.
-- needs: sell_out, sell_out_reports
-- kept
with one_day as (
    select dealer_id, month
    from sell_out_reports
    where first_sold_on = last_sold_on and sell_out_lines >= 6 and sell_out_lines % 2 = 0
),
items as (
    select s.dealer_id, o.month, s.product_id, s.buyer_id, count(*) as lines
    from sell_out s
    join one_day o
      on s.dealer_id = o.dealer_id and cast(date_trunc('month', s.sold_on) as date) = o.month
    group by s.dealer_id, o.month, s.product_id, s.buyer_id
)
select dealer_id, month
from items
group by dealer_id, month
having min(lines) = 2 and max(lines) = 2
