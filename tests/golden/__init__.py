"""Expected texts of the command line. `python -m tests.golden` writes them anew; read what differs."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
COMMANDS: dict[str, tuple[str, ...]] = {
    "west-sussex-2019.txt": ("report", "West Sussex, March 2019"),
    "west-sussex-2019.md": ("report", "West Sussex, March 2019", "--format", "markdown"),
    "west-sussex-2020.txt": ("report", "West Sussex, September 2020"),
    "west-sussex-2020.md": ("report", "West Sussex, September 2020", "--format", "markdown"),
    "west-sussex-2022.txt": ("report", "West Sussex, May 2022"),
    "west-sussex-2022.csv": ("report", "West Sussex, May 2022", "--format", "csv"),
    "compared-2022.txt": (
        "compare",
        "West Sussex 2022, agency kept a year",
        "West Sussex 2022, agency released in September",
        "--at",
        "2023-02",
    ),
    "compared-2022.csv": (
        "compare",
        "West Sussex, May 2022",
        "West Sussex 2022, agency released as caseloads build up",
        "--format",
        "csv",
    ),
    "county.txt": ("report", "Made-up county, 60 teams"),
}
"""The arguments whose output each file holds."""
