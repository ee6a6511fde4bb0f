"""Progress on a terminal: one line that says what is being done and for how long.

Where the output is no terminal nothing moves: a log gets the summary only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from steelyard.words import Language, Message


@contextmanager
def progress(language: Language) -> Iterator[Callable[[Message], None]]:
    """Yield a function that shows a message as the work in hand."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda message: bar.update(task, description=message.speak(language))
