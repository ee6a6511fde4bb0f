"""A thing in the number it is counted in: `{months:month|months}` is `1 month` or `3 months`.

English needs it and Chinese does not. The two forms stand in the sentence, behind the figure they
belong to, so that whoever reads the sentence sees what it will say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_COUNTED = re.compile(r"\{(\w+):([^{}|]+)\|([^{}|]+)\}")


def in_number(template: str, figures: Mapping[str, object]) -> str:
    """Return the template with each counted thing in one of its two forms.

    The figure itself stays to be filled in; one that is not there yet counts as several.
    """
    if "|" not in template:
        return template

    def chosen(found: re.Match[str]) -> str:
        name, one, several = found.groups()
        return f"{{{name}}} {one if str(figures.get(name)) == '1' else several}"

    return _COUNTED.sub(chosen, template)
