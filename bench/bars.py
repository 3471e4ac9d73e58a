"""What the figures have to hold."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One promise: a figure that stays at or under (``at_most``) or over its limit."""

    name: str
    figure: float
    limit: float
    unit: str
    at_most: bool

    @property
    def held(self) -> bool:
        """Whether the promise is kept."""
        return self.figure <= self.limit if self.at_most else self.figure >= self.limit


def failed(bars: Sequence[Bar]) -> list[Bar]:
    """The bars that are not held."""
    return [bar for bar in bars if not bar.held]


def table(bars: Sequence[Bar]) -> str:
    """One line for each bar."""
    lines = ["Bars"]
    for bar in bars:
        word, sense = ("PASS" if bar.held else "OVER"), ("at most" if bar.at_most else "at least")
        lines.append(f"  {word}  {bar.name}: {bar.figure:.2f} {bar.unit} ({sense} {bar.limit:g})")
    return "\n".join(lines)
