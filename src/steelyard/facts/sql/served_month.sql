-- Which salesperson served a dealer in a month: who sold the most to it by amount, by the
-- lines that name one; of equal ones the first by id. A return names nobody, because it is
-- often booked under the one who sold the goods long before.
-- needs: sell_in
with sold as (
    select dealer_id, cast(date_trunc('month', order_date) as date) as month, salesperson_id,
           sum(amount) as amount
    from sell_in
    where salesperson_id is not null and amount > 0
    group by dealer_id, cast(date_trunc('month', order_date) as date), salesperson_id
),
most as (
    select dealer_id, month, max(amount) as amount
    from sold
    group by dealer_id, month
)
select s.dealer_id, s.month, min(s.salesperson_id) as salesperson_id
from sold s
join most m on s.dealer_id = m.dealer_id and s.month = m.month and s.amount = m.amount
group by s.dealer_id, s.month
