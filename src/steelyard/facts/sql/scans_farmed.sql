-- Scan farming: many scans of one dealer's units on one day in one place.
-- More than twenty, more than a quarter of the dealer's month, and a share of the month more
-- than four times that of the day in the rest of the channel: a holiday, a short month or a
-- date stamp that everybody's scans share is no burst.
-- needs: scans_once, scans_unshipped, scans_by_region
-- kept
with shipped as (
    select dealer_id, product_id, scanned_on, region_id, lines from scans_once
    union all
    select dealer_id, product_id, scanned_on, region_id, -lines from scans_unshipped
),
dealer_months as (
    select dealer_id, month, sum(lines) as lines from scans_by_region group by dealer_id, month
),
channel_months as (
    select month, sum(lines) as lines from dealer_months group by month
),
suspects as (
    select r.dealer_id, r.month, r.region_id, m.lines as in_month, c.lines as of_channel
    from scans_by_region r
    join dealer_months m on r.dealer_id = m.dealer_id and r.month = m.month
    join channel_months c on r.month = c.month
    where r.most_on_a_day > 20 and 4 * r.most_on_a_day > m.lines
),
days as (
    select s.dealer_id, s.scanned_on, s.region_id, x.in_month, x.of_channel,
           sum(s.lines) as lines
    from shipped s
    join suspects x
      on s.dealer_id = x.dealer_id and coalesce(s.region_id, '') = coalesce(x.region_id, '')
     and cast(date_trunc('month', s.scanned_on) as date) = x.month
    group by s.dealer_id, s.scanned_on, s.region_id, x.in_month, x.of_channel
),
bursts as (
    select dealer_id, scanned_on, region_id, in_month, of_channel, lines
    from days
    where lines > 20 and 4 * lines > in_month
),
channel_days as (
    select s.scanned_on, sum(s.lines) as lines
    from shipped s
    join (select distinct scanned_on from bursts) b on s.scanned_on = b.scanned_on
    group by s.scanned_on
),
farmed as (
    select b.dealer_id, b.scanned_on, b.region_id
    from bursts b
    join channel_days c on b.scanned_on = c.scanned_on
    where b.lines * (b.of_channel - b.in_month) > 4 * (c.lines - b.lines) * b.in_month
)
select s.dealer_id, s.product_id, s.scanned_on, s.region_id,
       cast(sum(s.lines) as int) as lines
from shipped s
join farmed f
  on s.dealer_id = f.dealer_id and s.scanned_on = f.scanned_on
 and coalesce(s.region_id, '') = coalesce(f.region_id, '')
group by s.dealer_id, s.product_id, s.scanned_on, s.region_id
having sum(s.lines) > 0
