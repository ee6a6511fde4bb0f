-- What the goods cost the manufacturer; uncosted counts the lines whose product has no cost.
-- needs: category_costs
select dealer_id, month, sum(cost_amount) as cost_amount, sum(uncosted) as uncosted
from category_costs
group by dealer_id, month
