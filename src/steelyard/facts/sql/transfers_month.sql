-- Declared stock moves by month. One that names the same dealer twice moved nothing.
-- needs: transfers
with sides as (
    select to_dealer_id as dealer_id, moved_on,
           quantity as moved_in, cast(0 as decimal(18,4)) as moved_out
    from transfers
    where from_dealer_id <> to_dealer_id
    union all
    select from_dealer_id as dealer_id, moved_on,
           cast(0 as decimal(18,4)) as moved_in, quantity as moved_out
    from transfers
    where from_dealer_id <> to_dealer_id
)
select dealer_id, cast(date_trunc('month', moved_on) as date) as month,
       sum(moved_in) as moved_in_quantity,
       sum(moved_out) as moved_out_quantity
from sides
group by dealer_id, cast(date_trunc('month', moved_on) as date)
