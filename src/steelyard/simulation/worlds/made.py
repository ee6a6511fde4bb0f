"""A made world: everything about it in memory, and the one function that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.simulation.worlds.audits import Audits, hold_audits
from steelyard.simulation.worlds.bills import Bills, write_bills
from steelyard.simulation.worlds.books import Books, write_books
from steelyard.simulation.worlds.campaigns import hold_campaigns
from steelyard.simulation.worlds.cast import Cast, deal
from steelyard.simulation.worlds.course import Course, honest_course
from steelyard.simulation.worlds.family import Family
from steelyard.simulation.worlds.goods import Goods
from steelyard.simulation.worlds.helping import help_out
from steelyard.simulation.worlds.orders import Lines, write_orders
from steelyard.simulation.worlds.scanning import Scans, scan_units
from steelyard.simulation.worlds.setting import Setting, draw_setting
from steelyard.simulation.worlds.trade import Trade


@dataclass(frozen=True)
class World:
    """A world: what is there, what happened, what was seen of it, and who did what."""

    setting: Setting
    course: Course
    cast: Cast
    goods: Goods
    books: Books
    audits: Audits
    scans: Scans
    """(dealers, products, regions + 1, months): the last region is unknown."""
    lines: Lines
    bills: Bills

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return self.setting.shape


def make_world(family: Family, dealers: int, months: int, seed: int) -> World:
    """Make a world of that family; the same arguments make the same world."""
    setting = draw_setting(family, dealers, months, seed)
    course = honest_course(setting)
    hold_campaigns(course)
    cast = deal(course)
    help_out(course)
    return play(course, cast)


def play(course: Course, cast: Cast) -> World:
    """Let a course run: trade, reports, audits, scans and bills follow from it."""
    goods = Trade(course).run()
    books = write_books(course, goods)
    lines = write_orders(course, goods, books)
    return World(
        setting=course.setting,
        course=course,
        cast=cast,
        goods=goods,
        books=books,
        audits=hold_audits(course, goods),
        scans=scan_units(course, goods),
        lines=lines,
        bills=write_bills(course, lines),
    )
