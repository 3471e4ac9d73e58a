"""A pytest plugin: says at the end, loudly, which tests were skipped and how to get them."""

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the skipped tests by reason."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[said.removeprefix("Skipped: ")] += 1
    if not reasons:
        return
    terminalreporter.section("NOT TESTED ON THIS MACHINE", sep="!", red=True, bold=True)
    for reason, number in reasons.most_common():
        terminalreporter.write_line(f"{number} tests: {reason}", yellow=True)
    terminalreporter.write_line("With CI=true a missing program is a failure.")
