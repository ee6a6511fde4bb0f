"""How the documentation is built: Sphinx with MyST, both languages in one site.

The reference pages are written from the code each time, so that a site never falls behind it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate_reference import write_reference

write_reference(Path(__file__).parent)

project = "Steelyard"
author = "the Steelyard contributors"
project_copyright = "the Steelyard contributors, Apache-2.0"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Steelyard"
html_static_path: list[str] = []
# Nothing is loaded from the network, neither when building nor when reading.
html_theme_options = {"navigation_with_keys": True}
exclude_patterns = ["pictures"]
