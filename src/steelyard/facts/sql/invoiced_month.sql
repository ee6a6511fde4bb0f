-- Receivables by the month in which they arose.
-- needs: invoices
select dealer_id, cast(date_trunc('month', issued_on) as date) as month,
       sum(amount) as invoiced_amount
from invoices
group by dealer_id, cast(date_trunc('month', issued_on) as date)
