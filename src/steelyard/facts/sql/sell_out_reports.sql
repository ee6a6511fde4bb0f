-- The lines in which dealers say what they sold on, by month, as they came.
-- A line is round where its quantity is a multiple of ten. A buyer is a dealer where the
-- master names it, or an order up to that day; a line that names the seller itself as buyer
-- sold nothing to another dealer.
-- needs: sell_out, dealers, orders
-- kept
with known as (
    select dealer_id, min(order_date) as since from orders group by dealer_id
    union all
    select dealer_id, date '1900-01-01' as since from dealers
),
buyers as (
    select dealer_id, min(since) as since from known group by dealer_id
)
select s.dealer_id, cast(date_trunc('month', s.sold_on) as date) as month,
       sum(s.quantity) as sell_out_quantity,
       sum(s.amount) as sell_out_amount,
       count(*) as sell_out_lines,
       sum(case when s.quantity <> 0 and s.quantity % 10 = 0 then 1 else 0 end) as sell_out_round,
       sum(case when b.dealer_id is null then 0 else s.quantity end) as sold_to_dealers_quantity,
       min(day(s.sold_on)) as first_sold_on,
       max(day(s.sold_on)) as last_sold_on
from sell_out s
left join buyers b
  on s.buyer_id = b.dealer_id and s.buyer_id <> s.dealer_id and s.sold_on >= b.since
group by s.dealer_id, cast(date_trunc('month', s.sold_on) as date)
