-- Scans less repeats: sum the lines, which are below 0 where they take a repeat out.
-- needs: scans, scans_repeated
-- view
select dealer_id, product_id, scanned_on, region_id, 1 as lines
from scans
union all
select dealer_id, product_id, scanned_on, region_id, lines
from scans_repeated
