"""Both languages say everything: a key that one catalogue lacks fails here."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterator
from importlib.resources import files

import pytest

from steelyard.results.settling import CHECKS, OUTSIDE, PAPERS
from steelyard.signals import SIGNALS
from steelyard.tables import TABLES
from steelyard.words import LANGUAGES, Message, catalogue, filled, numbers, say

LAYERS = sorted(
    path.name.removesuffix(".toml") for path in (files("steelyard.words") / "zh").iterdir()
)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("layer", LAYERS)
def test_catalogues_have_the_same_keys_and_figures(layer: str) -> None:
    zh, en = catalogue(layer, "zh"), catalogue(layer, "en")
    assert set(zh) == set(en)
    for key, template in zh.items():
        assert _fields(template) == _fields(en[key]), f"{layer}.{key}"


THINGS = (
    "alerts|bytes|columns|days|dealers|documents|files|lines|minutes|months|orders|periods|points"
    "|products|rows|scans|sheets|signals|units|verdicts"
)
ONE_READS_WRONG = re.compile(
    rf"\{{(?!table|column|known)\w+\}}(?: of (?:them|these))?(?: [a-z-]+)?"
    rf" (?:{THINGS}|are|were|have)\b"
)
ALWAYS_SEVERAL = {
    "intake.query_endless": "a fixed number of minutes",
    "report.chart.claim_many": "months weighed together",
    "report.sheet.cut": "a sheet that is cut keeps 24 months",
    "report.sheet.cut_signals": "a sheet that is cut keeps 24 months",
    "results.measured": "months weighed together",
    "results.measured_alone": "months weighed together",
    "results.span_many": "one month is span_one",
    "results.rival_reason.institution_excluded": "more than two months",
    "results.rival_reason.newcomer_excluded": "more than a year",
    "results.rival_reason.newcomer_open": "fewer than three months are not judged",
    "results.strength.months": "three months or more",
    "signals.sudden_silence": "a month without an order at least",
    "verdicts.genuine": "the figure is a span of months, not how many scans",
    "verdicts.genuine_span_many": "one month is genuine_span_one",
    "verdicts.points": "written with a decimal",
}
"""Sentences with a figure before a plural that is never one, and why."""


def _english() -> Iterator[tuple[str, str]]:
    for layer in LAYERS:
        yield from ((f"{layer}.{key}", text) for key, text in catalogue(layer, "en").items())
    for name, reader in SIGNALS.items():
        said = (reader.signal.explanation, *reader.signal.clauses.values())
        yield from ((f"signals.{name}", text["en"]) for text in said)


def test_one_of_a_thing_reads_right_in_english() -> None:
    wrong = {key: text for key, text in _english() if ONE_READS_WRONG.search(text)}
    assert {key: text for key, text in wrong.items() if key not in ALWAYS_SEVERAL} == {}
    assert set(ALWAYS_SEVERAL) <= set(wrong), "an exception that is none any more"


def test_no_sentence_leaves_it_to_the_reader_how_many_there_are() -> None:
    assert {key: text for key, text in _english() if re.search(r"\w\(s\)", text)} == {}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1", "1 month"),
        (1, "1 month"),
        ("2", "2 months"),
        ("11", "11 months"),
        ("1.0", "1.0 months"),
    ],
)
def test_a_counted_thing_stands_in_its_number(written: object, read: str) -> None:
    template = "Over {months:month|months} to {month}: {amount}."
    figures = {"months": written, "month": "Mar 2025", "amount": "{x:a|b}"}
    assert filled(template, figures) == f"Over {read} to Mar 2025: {{x:a|b}}."


@pytest.mark.parametrize("name", SIGNALS)
def test_one_of_a_thing_reads_right_in_a_signal(name: str) -> None:
    signal = SIGNALS[name].signal
    figures = dict.fromkeys(["month", "amount", "p", *signal.figures], "1")
    said = filled(signal.explanation["en"], figures)
    assert not re.search(r"\b1 (months|units|scans)\b", said)


def test_no_catalogue_stands_in_one_language_only() -> None:
    english = {path.name for path in (files("steelyard.words") / "en").iterdir()}
    assert english == {f"{layer}.toml" for layer in LAYERS}


@pytest.mark.parametrize("name", SIGNALS)
def test_signals_speak_both_languages_with_figures_they_have(name: str) -> None:
    signal = SIGNALS[name].signal
    known = {"month", "amount", "p", *signal.figures}
    whole = (signal.title, signal.question, signal.explanation, signal.effect, signal.amount_is)
    for text in whole:
        assert set(text) == set(LANGUAGES)
        assert all(text.values())
    fields = [_fields(signal.explanation[language]) for language in LANGUAGES]
    assert fields[0] <= known
    assert fields[0] == fields[1]


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_says_how_many_months_it_weighs_and_what_would_settle_it(name: str) -> None:
    signal = SIGNALS[name].signal
    if isinstance(signal.months, str):
        assert signal.figures[signal.months].unit == "count"
    else:
        assert signal.months >= 1
    own, reports = signal.settled_by[:-3], signal.settled_by[-3:]
    assert sorted(reports) == sorted(OUTSIDE)
    assert len(own) <= 1
    assert set(own) <= {*PAPERS, *CHECKS}


@pytest.mark.parametrize("step", [*OUTSIDE, *PAPERS, *CHECKS, "visit"])
def test_every_step_that_settles_a_case_has_its_sentence(step: str) -> None:
    for language in LANGUAGES:
        assert _fields(catalogue("report", language)[f"settle.{step}"]) >= {"dealer"}


CLAUSES = [(name, figure) for name in SIGNALS for figure in SIGNALS[name].signal.clauses]


@pytest.mark.parametrize(("name", "figure"), CLAUSES)
def test_a_clause_is_said_in_both_languages_and_names_its_figure(name: str, figure: str) -> None:
    signal = SIGNALS[name].signal
    clause = signal.clauses[figure]
    assert set(clause) == set(LANGUAGES)
    assert signal.figures[figure].unit != "text"
    for language in LANGUAGES:
        assert figure in _fields(signal.explanation[language])
        assert figure in _fields(clause[language])
    fields = [_fields(clause[language]) for language in LANGUAGES]
    assert fields[0] <= {"month", "amount", "p", *signal.figures}
    assert fields[0] == fields[1]


@pytest.mark.parametrize("table", TABLES)
def test_no_text_accuses(table: str) -> None:
    assert "造假" not in TABLES[table].zh


def test_no_sentence_accuses() -> None:
    for layer in LAYERS:
        for language in LANGUAGES:
            for key, text in catalogue(layer, language).items():
                assert "造假" not in text, f"{layer}.{key}"
                assert "fraud" not in text.lower(), f"{layer}.{key}"


def test_a_message_chooses_its_language_late() -> None:
    message = Message("cli.done", {"path": "out"})
    assert message.zh == say("cli.done", "zh", path="out")
    assert message.en == "Done: out"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("cli.nothing", "zh")


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (9_999, "1.0 万", "10.0K"),
        (12_400_000, "1,240.0 万", "12.4M"),
        (999_960, "100.0 万", "1.0M"),
        (99_999_999, "1.0 亿", "100.0M"),
        (230_000_000, "2.3 亿", "230.0M"),
        (-52_000, "−5.2 万", "−52.0K"),
    ],
)
def test_money_is_written_by_custom(amount: float, zh: str, en: str) -> None:
    assert numbers.money(amount, "zh") == zh
    assert numbers.money(amount, "en") == en


def test_shares_months_and_p_values() -> None:
    assert numbers.percent(0.079) == "7.9%"
    assert numbers.percent(0.12, signed=True) == "+12.0%"
    assert numbers.month(dt.date(2025, 4, 1), "zh") == "2025年4月"
    assert numbers.month(dt.date(2025, 4, 1), "en") == "Apr 2025"
    assert [numbers.p_value(p) for p in (1e-9, 0.0123, 0.5)] == ["< 0.0001", "0.012", "0.50"]
