"""The floor: the monthly facts of sell-in by hand, in DuckDB's own SQL.

As fast as we could in the words an analyst would use. Our own product count packs the months
of a year into bits, which is faster than any distinct count; nobody writes that by hand, so
it is not part of the floor, and our facts may come out below it.

Tried and slower: everything in one grouping with several distinct counts (they cost most of
it), and a kept base by dealer, product and month (14 million rows).
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from benchmarks import iowa

_DOCUMENTS = """
create temp table documents as
select dealer_id, order_id, order_date, date_trunc('month', order_date)::date as month,
       sum(quantity) as quantity, sum(amount) as amount,
       sum(greatest(-amount, 0)) as returned
from sell_in
group by dealer_id, order_id, order_date
"""

_MONTHLY = """
with months as (
    select dealer_id, month, sum(quantity) as quantity, sum(amount) as amount,
           sum(returned) as returned, count(distinct order_id) as orders,
           bit_or(case when amount > 0 then 1::bigint << day(order_date) else 0 end) as days,
           max(day(order_date)) as last_day,
           sum(amount) filter (order_date > last_day(order_date) - 5) as month_end
    from documents group by dealer_id, month
),
sizes as (
    select dealer_id, month, abs(amount) as size, sum(sign(amount)) as orders
    from (select dealer_id, month, sum(amount) as amount
          from documents group by dealer_id, month, order_id)
    where amount <> 0 group by all
),
standing as (
    select dealer_id, month, sum(orders) as orders, count(*) as sizes,
           sum(orders * size::decimal(18,2)) as amount,
           sum(orders::decimal(6,0) * size::decimal(19,2) * size::decimal(19,2)) as squares
    from sizes where orders > 0 group by all
),
products as (
    select dealer_id, date_trunc('month', order_date)::date as month,
           count(distinct product_id) as products
    from sell_in group by all
),
launches as (
    select product_id, date_trunc('month', min(order_date))::date as first
    from sell_in where amount > 0 group by product_id
    having first >= (select min(month) from documents) + interval 3 month
),
young as (
    select dealer_id, product_id, date_trunc('month', order_date)::date as month,
           sum(amount) as amount
    from sell_in join launches using (product_id)
    where order_date < first + interval 3 month group by all
),
broad as (
    select product_id, month, count(*) as dealers from young where amount > 0 group by all
),
launched as (
    select y.dealer_id, y.month, sum(y.amount) as amount
    from young y join broad b using (product_id, month)
    join (select month, count(distinct dealer_id) as dealers from documents group by all) o
      using (month)
    where b.dealers >= 5 and b.dealers * 10 >= o.dealers group by all
)
select m.dealer_id, m.month, m.quantity::double as sell_in_quantity,
       m.amount::double as sell_in_amount, m.returned::double as returns_amount,
       m.orders::double as order_count, bit_count(m.days)::double as order_days,
       m.days as order_day_bits, m.last_day, coalesce(m.month_end, 0)::double as month_end_amount,
       s.orders::double as standing_order_count, s.sizes::double as distinct_order_amounts,
       s.amount::double as standing_amount, s.squares::double as order_amount_squares,
       p.products::double as product_count, l.amount::double as launched_amount
from months m
left join standing s using (dealer_id, month)
left join products p using (dealer_id, month)
left join launched l using (dealer_id, month)
"""


def run(data: Path, work: Path) -> dict[str, pa.Table]:
    """Return the monthly rows of all dealers."""
    connection = iowa.connect(data, work)
    connection.execute(_DOCUMENTS)
    return {"monthly": connection.sql(_MONTHLY).to_arrow_table()}
