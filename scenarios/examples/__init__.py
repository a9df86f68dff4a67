"""The scenarios that come with the product: real positions from published reports, and a made-up county."""

from __future__ import annotations

from importlib.resources import files

from scenarios.plan import Plan

_FILES = {
    "West Sussex, March 2019": "west-sussex-2019.yaml",
    "West Sussex, May 2022": "west-sussex-2022.yaml",
    "West Sussex 2022, agency kept a year": "west-sussex-2022-kept.yaml",
    "West Sussex 2022, agency released in September": "west-sussex-2022-released.yaml",
    "West Sussex 2022, agency released as caseloads build up": "west-sussex-2022-build-up.yaml",
    "West Sussex, September 2020": "west-sussex-2020.yaml",
    "Herefordshire, September 2021": "herefordshire-2021.yaml",
    "Surrey, September 2021": "surrey-2021.yaml",
    "Made-up county, 60 teams": "county.yaml",
}


def examples() -> tuple[str, ...]:
    """Names of the examples, in the order of the list; the first is what a first run opens."""
    return tuple(_FILES)


def example_data(name: str) -> bytes:
    """The scenario file of an example as it is; KeyError where there is none of that name."""
    return files(__package__).joinpath(_FILES[name]).read_bytes()


def example(name: str) -> Plan:
    """An example by its name; KeyError where there is none of that name."""
    from scenarios.files import parse_plan  # noqa: PLC0415 - their names need no reader of files

    return parse_plan(example_data(name))
