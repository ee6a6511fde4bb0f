-- Net sell-in by dealer, product category and month; "" where a product has no category.
-- needs: category_costs
select dealer_id, category, month, amount
from category_costs
