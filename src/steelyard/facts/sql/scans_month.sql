-- Scans of a dealer's units by month, and how many surfaced outside its territory.
-- The first scan of a code counts. Scans of goods that the dealer cannot have been sent yet,
-- and bursts of scan farming, are counted apart and nowhere else; a month that has nothing but
-- the former has no row. An unknown region is unknown, never outside; so is every region of a
-- dealer without one.
-- needs: scans_by_region, scans_farmed, scans_unshipped, dealers
with counted as (
    select dealer_id, month, region_id, lines, 0 as farmed, 0 as unshipped
    from scans_by_region
    union all
    select dealer_id, cast(date_trunc('month', scanned_on) as date) as month, region_id,
           -lines as lines, lines as farmed, 0 as unshipped
    from scans_farmed
    union all
    select dealer_id, cast(date_trunc('month', scanned_on) as date) as month, region_id,
           0 as lines, 0 as farmed, lines as unshipped
    from scans_unshipped
)
select s.dealer_id, s.month,
       sum(s.lines) as scans,
       sum(case when s.region_id is null then s.lines else 0 end) as scans_unknown,
       sum(case when s.region_id is not null and d.region_id is not null
                then s.lines else 0 end) as scans_known_region,
       sum(case when s.region_id <> d.region_id then s.lines else 0 end) as scans_away,
       sum(s.farmed) as scans_farmed,
       sum(s.unshipped) as scans_unshipped
from counted s
left join dealers d on s.dealer_id = d.dealer_id
group by s.dealer_id, s.month
having sum(s.lines) + sum(s.farmed) > 0
