-- Trade spend granted by month.
-- needs: claims
select dealer_id, cast(date_trunc('month', claimed_on) as date) as month,
       sum(amount_paid) as claims_paid
from claims
group by dealer_id, cast(date_trunc('month', claimed_on) as date)
