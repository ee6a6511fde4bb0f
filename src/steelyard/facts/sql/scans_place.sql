-- Scans of a dealer's units by month and place, where the place is known.
-- What is counted is what `scans_month` counts as scans.
-- needs: scans_by_region, scans_farmed
with counted as (
    select dealer_id, month, region_id, lines from scans_by_region
    union all
    select dealer_id, cast(date_trunc('month', scanned_on) as date) as month, region_id,
           -lines as lines
    from scans_farmed
)
select dealer_id, month, region_id, sum(lines) as scans
from counted
where region_id is not null
group by dealer_id, month, region_id
having sum(lines) > 0
