-- What takes repeats out of the scans: the first scan of a code counts, and only that.
-- A scan without a code counts each time. Every line of a code that was scanned twice is
-- taken out (lines below 0) and its first one put back; of several on the first day that is
-- the least place that is known, by id.
-- needs: scans
-- kept
with twice as (
    select code from scans where code is not null group by code having count(*) > 1
),
seen as (
    select s.code, s.dealer_id, s.product_id, s.scanned_on, s.region_id, count(*) as lines
    from scans s
    join twice t on s.code = t.code
    group by s.code, s.dealer_id, s.product_id, s.scanned_on, s.region_id
),
opening as (
    select code, min(scanned_on) as scanned_on from seen group by code
),
changes as (
    select dealer_id, product_id, scanned_on, region_id, -lines as lines
    from seen
    union all
    select min(s.dealer_id) as dealer_id, min(s.product_id) as product_id, s.scanned_on,
           min(s.region_id) as region_id, 1 as lines
    from seen s
    join opening o on s.code = o.code and s.scanned_on = o.scanned_on
    group by s.code, s.scanned_on
)
select dealer_id, product_id, scanned_on, region_id, cast(sum(lines) as int) as lines
from changes
group by dealer_id, product_id, scanned_on, region_id
having sum(lines) <> 0
