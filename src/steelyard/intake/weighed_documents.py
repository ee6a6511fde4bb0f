"""The query that holds two files against each other, document by document.

Only numbers that the files do not have wholly alike are looked into: few, where a month was
sent again.
"""

from __future__ import annotations

from steelyard.intake.days import Unit
from steelyard.intake.overlap import WIDELY
from steelyard.intake.quoting import literal


def weighed(name: str, first: Unit, second: Unit, lines_alike: int) -> str:
    """Return the query over the lines in table `name` and the numbers in `name_numbers`.

    Its one row: whether most lines are alike; documents of both, those that have a line or
    product in both, those that differ; of these the lines of either file, the lines of
    products that the other file has nowhere, the amounts of either file, and the number of
    the one that differs most.
    """
    own = [f"where number = {n} and _file = {literal(file)}" for n, file in (first, second)]
    a, b = (f"{name} {where}" for where in own)
    numbers_a, numbers_b = (f"{name}_numbers {where}" for where in own)
    return f"""
with days as (select day from {a} intersect select day from {b}),
unequal as (
    select a.id from (from {numbers_a}) a join (from {numbers_b}) b using (id)
    where (a.n, a.content) <> (b.n, b.content)),
on_a as (select * from {a} and sound and day in (from days) and id in (from unequal)),
on_b as (select * from {b} and sound and day in (from days) and id in (from unequal)),
alike as (
    select coalesce(sum(least(a.n, b.n)), 0) + {lines_alike} as lines
    from ({_by_content("on_a")}) a join ({_by_content("on_b")}) b using (document, content)),
moved as (
    select id from on_a where document not in (select document from on_b)
    intersect select id from on_b where document not in (select document from on_a)),
repeating as (
    select lines >= {WIDELY} * least(
        (select count(*) from {a} and sound and day in (from days)),
        (select count(*) from {b} and sound and day in (from days)))
    from alike),
a as ({_by_content(_with_moved("on_a", "on_b"))}),
b as ({_by_content(_with_moved("on_b", "on_a"))}),
refused_a as (select document, count(*) as n from {a} and not sound group by all),
refused_b as (select document, count(*) as n from {b} and not sound group by all),
same_product as (select distinct a.document from a join b using (document, product)),
lines as (
    select document, coalesce(a.id, b.id) as id, coalesce(a.amount, b.amount) as amount,
           least(coalesce(a.n, 0), coalesce(b.n, 0)) as alike,
           greatest(coalesce(a.n, 0) - coalesce(b.n, 0), 0) as only_a,
           greatest(coalesce(b.n, 0) - coalesce(a.n, 0), 0) as only_b,
           case when only_a > 0 then a.product not in (select product from {b} and sound)
                when only_b > 0 then b.product not in (select product from {a} and sound)
           end as foreign_product
    from a full join b using (document, content)
    where document in (select document from a intersect select document from b)),
documents as (
    select document, min(id) as id, sum(alike) as alike,
           sum(only_a) as lines_a, sum(only_b) as lines_b,
           sum(amount * only_a) as amount_a, sum(amount * only_b) as amount_b,
           coalesce(sum(only_a + only_b) filter (foreign_product), 0) as foreign_lines
    from lines group by document),
told as (
    select d.*, alike > 0 or s.document is not null as repeated,
           -- A line that one file has refused may be the one that the other has alone.
           lines_a > coalesce(rb.n, 0) or lines_b > coalesce(ra.n, 0) as differs
    from documents d left join same_product s using (document)
    left join refused_a ra using (document) left join refused_b rb using (document))
select (from repeating), count(*), count(*) filter (repeated), count(*) filter (differs),
       coalesce(sum(lines_a) filter (differs), 0), coalesce(sum(lines_b) filter (differs), 0),
       coalesce(sum(foreign_lines) filter (differs), 0),
       sum(amount_a) filter (differs), sum(amount_b) filter (differs),
       first(id order by abs(amount_a - amount_b) desc, id) filter (differs)
from told
"""


def _with_moved(own: str, other: str) -> str:
    """Return a file's lines, those of a moved document under what its number says alone."""
    return (
        f"(select * replace (case when (from repeating) and id in (from moved)"
        f" and document not in (select document from {other})"
        f" then hash(id) else document end as document) from {own})"
    )


def _by_content(lines: str) -> str:
    return (
        "select document, content, min(id) as id, min(product) as product,"
        f" min(amount) as amount, count(*) as n from {lines} group by all"
    )
