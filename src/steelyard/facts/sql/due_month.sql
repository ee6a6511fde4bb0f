-- Receivables by the month in which they fall due; none falls due before it was issued.
-- needs: invoices
select dealer_id, cast(date_trunc('month', greatest(due_on, issued_on)) as date) as month,
       sum(amount) as due_amount
from invoices
group by dealer_id, cast(date_trunc('month', greatest(due_on, issued_on)) as date)
