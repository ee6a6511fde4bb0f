"""Writes the reference pages from the code: tables, signals, settings, commands, results.

Run `python docs/generate_reference.py` after a change to any of them, and commit what it
rewrites in `docs/zh/reference` and `docs/en/reference`: people read these pages in the
repository too. `tests/docs` checks that they are fresh and leave nothing out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path

from typer.main import get_command

from steelyard.cli.app import build
from steelyard.results import monthly
from steelyard.results.words import named
from steelyard.settings import Settings
from steelyard.signals import SIGNALS, Signal
from steelyard.tables import TABLES, Table
from steelyard.words import LANGUAGES, Language, catalogue, say
from steelyard.words.plurals import in_number

_WIDTH = 88
RESULTS = ("verdicts", "signals", "monthly", "tiers", "salespeople")
_TITLES: Mapping[str, Mapping[Language, str]] = {
    "tables": {"zh": "输入表", "en": "Tables you may bring"},
    "signals": {"zh": "信号", "en": "Signals"},
    "results": {"zh": "结果表", "en": "Result tables"},
    "settings": {"zh": "设置", "en": "Settings"},
    "commands": {"zh": "命令", "en": "Commands"},
}
_INTRODUCTIONS: Mapping[str, Mapping[Language, str]] = {
    "tables": {
        "zh": "一张表一个文件；文件名随意，按列名识别。只有 `sell_in` 必须有，"
        "每多一张表，结论就更准。带 * 的列必填。列名不分大小写、括号与单位，"
        "也认下面的别名。",
        "en": "One table a file; files may have any name, a table is known by its columns. "
        "Only `sell_in` is required, and every further table sharpens the verdicts. Columns "
        "with * are required. Case, brackets and units in headers do not matter, and the "
        "other names listed are known too.",
    },
    "signals": {
        "zh": "每个信号只问一个问题，对全部经销商、全部月份一次算出。信号不是结论："
        "单凭进货数据，最多是“待核实”。",
        "en": "Each signal asks one question, of all dealers and months at once. A signal is "
        "no verdict: from sell-in alone the most that is said is “to verify”.",
    },
    "results": {
        "zh": "`--out` 文件夹里的 Parquet 表；`report.html`、`workbook.xlsx` 由它们画出。"
        "`data_report.json` 写明读了哪些表、多少行、列怎么对应、什么没能判断；"
        "`quarantine/` 里是不能用的行，原样保存。",
        "en": "Parquet tables in the `--out` folder; `report.html` and `workbook.xlsx` are drawn "
        "from them. `data_report.json` says which tables and rows were read, how columns were "
        "mapped and what could not be judged; `quarantine/` holds the rows that could not be "
        "used, as they came.",
    },
    "settings": {
        "zh": "写在输入文件夹的 `steelyard.toml` 的 `[settings]` 一节；不写就用默认值。",
        "en": "They stand in `steelyard.toml` in the input folder, section `[settings]`; what "
        "is not there keeps its default.",
    },
    "commands": {
        "zh": "退出码：0 完成，2 输入无法使用（会说明原因与改法），1 失败，130 被用户中止。",
        "en": "Exit codes: 0 done, 2 the input cannot be used (with the reason and the mend), "
        "1 failed, 130 stopped by the user.",
    },
}


def write_reference(docs: Path) -> None:
    """Write all pages, in both languages, below `docs`; pages that are the same stay as is."""
    for language in LANGUAGES:
        folder = docs / language / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages(language).items():
            path = folder / f"{name}.md"
            if not path.is_file() or path.read_text("utf-8") != text:
                path.write_text(text, encoding="utf-8")


def pages(language: Language) -> dict[str, str]:
    """Return the reference pages of one language, `{name: Markdown}`."""
    bodies = {
        "tables": [_table(table, language) for table in _required_first()],
        "signals": [_signal(reader.signal, language) for _, reader in sorted(SIGNALS.items())],
        "results": [_result(name, language) for name in RESULTS],
        "settings": [_settings(language)],
        "commands": _commands(language),
    }
    return {
        name: "\n\n".join([f"# {_TITLES[name][language]}", _INTRODUCTIONS[name][language], *body])
        + "\n"
        for name, body in bodies.items()
    }


def _required_first() -> list[Table]:
    return sorted(TABLES.values(), key=lambda table: (not table.required, table.name))


def _table(table: Table, language: Language) -> str:
    zh = language == "zh"
    heads = ("列", "含义", "种类", "也认") if zh else ("column", "meaning", "kind", "also known as")
    rows = [
        (
            f"`{column.name}`" + ("*" if column.required else ""),
            (column.zh if zh else column.en) + _limits(column.choices),
            column.kind,
            ", ".join((*column.synonyms, *column.weak)),
        )
        for column in table.columns
    ]
    sharpens = f"它让系统能判断：{table.sharpens_zh}。" if zh else f"Sharpens: {table.sharpens_en}."
    title = f"## {table.name}：{table.zh}" if zh else f"## {table.name}: {table.en}"
    return "\n\n".join([title, sharpens, _grid(heads, rows)])


def _limits(choices: Mapping[str, tuple[str, ...]]) -> str:
    return f" ({' / '.join(f'`{choice}`' for choice in choices)})" if choices else ""


def _signal(signal: Signal, language: Language) -> str:
    zh = language == "zh"
    causes = ", ".join(f"{cause} ({weight:g})" for cause, weight in signal.speaks_for.items())
    books = signal.anchor == "books"
    rows = [
        ("问题" if zh else "question", signal.question[language]),
        ("说明" if zh else "explanation", f"`{in_number(signal.explanation[language], {})}`"),
        *_clauses(signal, language),
        ("effect", signal.effect[language]),
        (
            "怎样了结，先省后费" if zh else "settled by, cheapest first",
            named(signal.settled_by, language),
        ),
        ("需要的表" if zh else "tables needed", _needs(signal, zh)),
        ("可能的成因（权重）" if zh else "evidence for (weight)", causes or "–"),
        (
            "依据" if zh else "anchor",
            ("账面" if books else "市场") if zh else ("the books" if books else "the market"),
        ),
        (
            "未过完的月份" if zh else "unfinished month",
            ("可判" if signal.judges_partial_month else "不判")
            if zh
            else ("judged" if signal.judges_partial_month else "not judged"),
        ),
    ]
    title = f"## {signal.name}" + ("：" if zh else ": ") + signal.title[language]
    reason = (
        [] if zh else [(import_module(f"steelyard.signals.{signal.name}").__doc__ or "").strip()]
    )
    return "\n\n".join([title, *reason, _grid(("", ""), rows)])


def _needs(signal: Signal, zh: bool) -> str:
    always = ", ".join(f"`{name}`" for name in signal.needs)
    if not signal.needs_one_of:
        return always
    some = ", ".join(f"`{name}`" for name in signal.needs_one_of)
    return f"{always}，另加其中至少一张：{some}" if zh else f"{always}, and at least one of {some}"


def _clauses(signal: Signal, language: Language) -> list[tuple[str, str]]:
    said = "只在 {} 不为零时说" if language == "zh" else "said only where {} is not zero"
    return [
        (said.format(f"`{figure}`"), f"`{clause[language].strip()}`")
        for figure, clause in signal.clauses.items()
    ]


def _result(name: str, language: Language) -> str:
    heads = ("列", "含义") if language == "zh" else ("column", "meaning")
    if name == "monthly":
        rows = [(f"`{c}`", say(f"report.definition.{c}", language)) for c in monthly.COLUMNS]
    else:
        known = catalogue("reference", language)
        columns = [key.partition(".")[2] for key in known if key.startswith(f"{name}.")]
        rows = [(f"`{column}`", known[f"{name}.{column}"]) for column in columns]
    about = say(f"reference.about.{name}", language)
    return "\n\n".join([f"## {name}", about, _grid(heads, rows)])


def _settings(language: Language) -> str:
    heads = ("名称", "默认值", "含义与理由") if language == "zh" else (
        "name", "default", "meaning and reason")  # fmt: skip
    defaults = Settings()
    rows = [
        (
            f"`{field.name}`",
            f"`{_toml(getattr(defaults, field.name))}`",
            say(f"settings.{field.name}", language),
        )
        for field in fields(Settings)
    ]
    return _grid(heads, rows)


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _commands(language: Language) -> list[str]:
    application = get_command(build(language))
    context = application.make_context(
        "steelyard", [], resilient_parsing=True, terminal_width=_WIDTH
    )
    helps = {"steelyard": application.get_help(context).rstrip()} | {
        f"steelyard {name}": _help(name, application, context)
        for name in application.list_commands(context)  # type: ignore[attr-defined]
    }
    return [f"## {name}\n\n```text\n{text}\n```" for name, text in helps.items()]


def _help(name: str, application: object, context: object) -> str:
    command = application.get_command(context, name)  # type: ignore[attr-defined]
    inner = command.make_context(
        f"steelyard {name}", [], parent=context, resilient_parsing=True, terminal_width=_WIDTH
    )
    return str(command.get_help(inner)).rstrip().replace("steelyard steelyard", "steelyard")


def _grid(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    write_reference(Path(__file__).parent)
