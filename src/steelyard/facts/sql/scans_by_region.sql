-- Scans by dealer, month and place, repeats and unshipped ones left out, bursts not yet.
-- The most on one day tells where a burst may be.
-- needs: scans_once, scans_unshipped
-- kept
with shipped as (
    select dealer_id, scanned_on, region_id, lines from scans_once
    union all
    select dealer_id, scanned_on, region_id, -lines from scans_unshipped
),
days as (
    select dealer_id, scanned_on, region_id, sum(lines) as lines
    from shipped
    group by dealer_id, scanned_on, region_id
)
select dealer_id, cast(date_trunc('month', scanned_on) as date) as month, region_id,
       cast(sum(lines) as int) as lines, cast(max(lines) as int) as most_on_a_day
from days
group by dealer_id, cast(date_trunc('month', scanned_on) as date), region_id
having sum(lines) > 0
