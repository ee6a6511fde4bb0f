"""The oracle: the likelihood ratio of each deed, for one who knows how the world was drawn.

Neyman & Pearson 1933: at the same false alarms no test finds more than the likelihood ratio. It
knows what each dealer's honest business is like, and the channel's constants; of what happened it
sees the tables that `assess` sees, and nothing of whether, when or how much anybody lied.

It is a limit for one who models the tables month by month as is done here, from totals of all
products; a part of what the tables hold (days, products, places beyond home and away) is left out.
"""
