-- Every line by which a dealer of any level bought goods.
-- A level-1 dealer's lines are the manufacturer's own sell-in; a level-2 dealer's are the
-- sell-out lines of others that name it as buyer, one purchase a seller and day. A line that
-- names the seller itself as buyer moved nothing.
-- needs: sell_in, sell_out, dealers
-- view
select dealer_id, order_id, order_date, product_id, quantity, amount
from sell_in
union all
select s.buyer_id as dealer_id,
       concat(s.dealer_id, '/', cast(s.sold_on as string)) as order_id,
       s.sold_on as order_date,
       s.product_id, s.quantity, s.amount
from sell_out s
join dealers d on s.buyer_id = d.dealer_id and s.dealer_id <> s.buyer_id
where coalesce(d.level, case when d.parent_id is null then 1 else 2 end) = 2
