-- Receivables by the month in which they fall due.
-- needs: invoices
select dealer_id, cast(date_trunc('month', due_on) as date) as month,
       sum(amount) as due_amount
from invoices
group by dealer_id, cast(date_trunc('month', due_on) as date)
