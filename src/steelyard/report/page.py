"""Writes report.html: one file that holds its styles, scripts, charts and data.

It loads nothing: a content security policy forbids the network and every script but the
page's own, which are named by their hash. Names of dealers and files are strangers' text;
templates escape them, and data for scripts cannot end its own element.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from steelyard.report.case import CaseTeller
from steelyard.report.chart_library import chart_library
from steelyard.report.claimed_against_verified import Steelyard, told
from steelyard.report.flagged import Flagged, flagged, lately_flagged, unlisted
from steelyard.report.genuine import GLANCED, SHOWN, can_be_said, genuine
from steelyard.report.glance import Concentration, channel_picture, concentration, pyramid, totals
from steelyard.report.inputs import ReportInputs
from steelyard.report.month import month_index
from steelyard.report.monthly_view import TIER_NAMES, monthly_view
from steelyard.report.people_view import people_shown
from steelyard.report.quality import quality, unjudged
from steelyard.report.recent_months import recent_months
from steelyard.report.voice import Voice
from steelyard.results.case_words import sums_words
from steelyard.results.month_reach import breaks_off_words, last_day
from steelyard.verdicts.findings import VERDICTS, Findings
from steelyard.words import Language
from steelyard.words.numbers import money_steps

PAGES = 40
"""So many flagged dealers get a page of their own; the rest stand in the workbook."""
LATELY = 8
SCRIPTS = (
    "numbers.js", "unpack.js", "charts.js", "dealer_picture.js", "claimed_against_verified.js",
    "channel_charts.js", "table.js", "views.js",
)  # fmt: skip


def write_report(findings: Findings, outputs: ReportInputs, path: Path, language: Language) -> None:
    """Write the page. MissingAsset without the chart library, MonthNotThere for a wrong month."""
    path.write_text(render(findings, outputs, language), encoding="utf-8", newline="\n")


def render(findings: Findings, outputs: ReportInputs, language: Language) -> str:
    """Return the page as text; the same input gives the same text."""
    voice = Voice(language, outputs.currency)
    teller = CaseTeller(findings, outputs, voice)
    month = month_index(findings, outputs.as_of, language)
    library, own = chart_library(), _own_scripts()
    environment = Environment(
        loader=PackageLoader("steelyard.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        t=voice,
        lang={"zh": "zh-CN", "en": "en"}[language],
        inputs=outputs,
        policy=_policy(library, own),
        style=_trusted(_text("report.css")),
        library=_trusted(library),
        script=_trusted(own),
        **_content(teller, month),
    )


def _content(teller: CaseTeller, month: int) -> dict[str, Any]:
    findings, inputs, voice = teller.findings, teller.inputs, teller.voice
    panel, verdicts = findings.channel.panel, findings.verdicts
    cases = flagged(teller.weigher, month)
    shown = cases[:PAGES]
    shares = concentration(panel, month)
    until = last_day(findings, month)
    pictures = [teller.picture(case) for case in shown]
    steelyard = Steelyard(findings)
    steelyards = [steelyard.draw(case.dealer, case.month) for case in shown]
    called = genuine(teller, month)
    table = monthly_view(teller)
    return {
        "pictures": pictures,
        "steelyards": steelyards,
        "steelyards_told": [told(drawn, voice) for drawn in steelyards],
        "teller": teller,
        "recent_months": recent_months,
        "cases": cases,
        "shown": shown,
        "totals": (sums := totals(findings, cases, month)),
        "amounts": sums_words(sums.by_kind, voice),
        "unlisted": unlisted(findings, month),
        "lately": lately_flagged(verdicts, month)[:LATELY],
        "months": panel.months,
        "until": until,
        "breaks_off": breaks_off_words(findings, month, voice),
        "people": people_shown(inputs),
        "genuine": called,
        "genuine_shown": SHOWN,
        "genuine_glanced": [one for one in called if one.rises][:GLANCED],
        "can_be_genuine": can_be_said(findings),
        "pyramid": pyramid(inputs.tiers, panel),
        "shares": shares,
        "quality": quality(inputs.data_report, voice),
        "unjudged": unjudged(inputs, findings.tables_present, voice),
        "tally": {name: int((verdicts.verdict[:, month] == name).sum()) for name in VERDICTS},
        "table_rows": table["rows"],
        "data": _json(
            {
                "pictures": pictures,
                "steelyards": steelyards,
                "table": table,
                "cleared": {str(one.dealer): one.place for one in called[:SHOWN]},
                **_data(teller, shown, shares, month),
            }
        ),
    }


def _data(
    teller: CaseTeller, shown: list[Flagged], shares: Concentration, month: int
) -> dict[str, Any]:
    """Return what the scripts draw, words included: they hold no language of their own."""
    voice, panel = teller.voice, teller.findings.channel.panel
    return {
        "language": voice.language,
        "currency": voice.currency,
        "steps": money_steps(voice.language),
        "words": {
            **{name: voice.section(name) for name in ("table", "chart", "steelyard")},
            "festival": voice.section("festival", "results"),
        },
        "columnWords": voice.section("column"),
        "definitions": voice.section("definition"),
        "tiers": [voice(f"tier.{name}") for name in TIER_NAMES],
        "verdicts": [voice("verdict.none"), *(voice(f"verdict.{name}") for name in VERDICTS)],
        "verdictNames": ["none", *VERDICTS],
        "paged": {str(case.dealer): case.rank for case in shown},
        "concentration": {
            "curve": [[round(x, 5), round(y, 5)] for x, y in shares.curve],
            "marks": [[round(x, 5), round(y, 5)] for x, y in shares.marks],
            "months": [str(m) for m in panel.months[: month + 1]],
            "one": _plain(shares.top_one),
            "ten": _plain(shares.top_ten),
        },
        "channel": channel_picture(teller.findings, month),
    }


def _plain(values: np.ndarray) -> list[float | None]:
    return [round(float(v), 5) if np.isfinite(v) else None for v in values]


def _text(name: str) -> str:
    return (files("steelyard.report") / "page" / name).read_text(encoding="utf-8")


def _own_scripts() -> str:
    """Return the page's scripts as one, so that they share names and nothing leaks out."""
    body = "\n".join(_text(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _trusted(text: str) -> Markup:
    """Mark text of this package as markup: it holds nothing that a user brought."""
    return Markup(text)  # noqa: S704


def _json(value: object) -> Markup:
    """Return JSON that can stand inside an element: it cannot end it or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704


def _policy(*scripts: str) -> str:
    """Return the content security policy: these scripts by their hash, and no network."""
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{h}'" for h in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
