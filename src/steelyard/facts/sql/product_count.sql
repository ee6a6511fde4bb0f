-- How many different products a dealer bought in a month.
-- A year of one dealer and one product is one row whose bit k is set where something was
-- bought in month k + 1: a fraction of the rows that dealer, product and month would make.
-- needs: purchases
with bought as (
    select dealer_id, product_id, year(order_date) as in_year,
           bit_or(1 << cast(month(order_date) - 1 as int)) as months
    from purchases
    group by dealer_id, product_id, year(order_date)
),
counted as (
    select dealer_id, in_year,
           sum(months & 1) as month_1, sum((months >> 1) & 1) as month_2,
           sum((months >> 2) & 1) as month_3, sum((months >> 3) & 1) as month_4,
           sum((months >> 4) & 1) as month_5, sum((months >> 5) & 1) as month_6,
           sum((months >> 6) & 1) as month_7, sum((months >> 7) & 1) as month_8,
           sum((months >> 8) & 1) as month_9, sum((months >> 9) & 1) as month_10,
           sum((months >> 10) & 1) as month_11, sum((months >> 11) & 1) as month_12
    from bought
    group by dealer_id, in_year
)
select dealer_id,
       make_date(cast(in_year as int), cast(substring(in_month, 7) as int), 1) as month,
       product_count
from counted
unpivot (product_count for in_month in (
    month_1, month_2, month_3, month_4, month_5, month_6,
    month_7, month_8, month_9, month_10, month_11, month_12))
where product_count > 0
