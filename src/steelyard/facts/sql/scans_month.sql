-- Scans of a dealer's units by month, and how many surfaced outside its territory.
-- An unknown region is unknown, never outside; so is every region of a dealer without one.
-- needs: scans, dealers
select s.dealer_id, cast(date_trunc('month', s.scanned_on) as date) as month,
       sum(case when s.region_id is not null and d.region_id is not null
                then 1 else 0 end) as scans_known_region,
       sum(case when s.region_id <> d.region_id then 1 else 0 end) as scans_away
from scans s
left join dealers d on s.dealer_id = d.dealer_id
group by s.dealer_id, cast(date_trunc('month', s.scanned_on) as date)
