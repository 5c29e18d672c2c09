"""The due dates that the City of Boston computed itself, recomputed by examples/boston311/check.py."""

import importlib.util
from datetime import datetime, timedelta

import pytest
from conftest import ROOT, SHARED

import slakit

EXAMPLE = ROOT / "examples" / "boston311"
DATA = SHARED / "data" / "boston311_targets.csv.gz"

_spec = importlib.util.spec_from_file_location("boston311_check", EXAMPLE / "check.py")
example = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(example)


@pytest.fixture(scope="module")
def found():
    if not DATA.exists():
        pytest.skip(f"the city's due dates are not here: {DATA.name}")
    return example.check(DATA)


def share(counts):
    return sum(count["reproduced"] for count in counts) / sum(count["rows"] for count in counts)


def test_every_row_is_counted(found):
    assert sum(count["rows"] for count in found.values()) == 82718
    for (_, kind), count in found.items():
        misses = sum(count[name] for name in example.MISSES)
        assert count["rows"] == (count["rows"] if kind == "no target" else count["reproduced"] + misses)


def test_2013_2019(found):
    assert share([found["2013-2019", "business day"]]) >= 0.9988
    assert share([found["2013-2019", "calendar day"]]) >= 0.9998
    assert share([found["2013-2019", kind] for kind in example.KINDS]) >= 0.999  # unknown types are misses


def test_2011(found):
    assert share([found["2011", "business day"]]) >= 0.989
    assert share([found["2011", "calendar day"]]) >= 0.983
    assert share([found["2011", kind] for kind in example.KINDS]) >= 0.987


def test_the_readme_shows_what_is_printed(found):
    printed = "\n".join(example.lines(found))
    assert f"```text\n{printed}\n```" in (EXAMPLE / "README.md").read_text(encoding="utf-8")


# One request of each kind, by hand, without the data.
@pytest.mark.parametrize(
    ("era", "opened", "days", "due"),
    [
        ("2011", "2011-07-01T01:32:33", 10, "2011-07-15T01:32:33"),  # over Independence Day; before hours at its own time
        ("2011", "2011-07-02T21:44:35", 2, "2011-07-07T08:30:00"),  # Saturday night: Tuesday 08:30, and two days
        ("2011", "2011-07-23T15:20:13", 1, "2011-07-26T15:20:13"),  # Saturday afternoon: Monday, and a day
        ("2011", "2011-07-08T17:00:00", 2, "2011-07-13T08:30:00"),  # exactly at closing time is late
        ("2013-2019", "2013-07-03T10:29:08", 1, "2013-07-04T10:29:08"),  # no holidays in 2013
        ("2013-2019", "2014-07-03T10:00:00", 1, "2014-07-07T10:00:00"),  # Independence Day on a Friday
        ("2013-2019", "2013-12-31T10:00:00", 1, "2014-01-02T10:00:00"),  # the first holiday that was loaded
        ("2013-2019", "2017-12-29T10:00:00", 1, "2018-01-01T10:00:00"),  # forgotten again,
        ("2013-2019", "2018-11-21T10:00:00", 1, "2018-11-22T10:00:00"),
        ("2013-2019", "2018-12-24T10:00:00", 1, "2018-12-26T10:00:00"),  # but for Christmas
        ("2013-2019", "2016-02-02T07:00:00", 1, "2016-02-03T08:30:00"),  # 8.5 h end at 17:00: the next opening
    ],
)
def test_by_hand(era, opened, days, due):
    at = datetime.fromisoformat(opened).replace(tzinfo=example.BOSTON)
    assert example.eras()[era].due("business day", at, days) == datetime.fromisoformat(due).replace(tzinfo=example.BOSTON)


def test_calendar_days_keep_the_wall_clock():
    for era in example.eras().values():
        at = datetime(2014, 3, 1, 2, 30, tzinfo=example.BOSTON)
        assert era.due("calendar day", at, 7) == at + timedelta(days=7)
        skipped = era.due("calendar day", at, 8)  # 02:30 is skipped on March 9: the instant after
        assert skipped == datetime(2014, 3, 9, 3, 0, tzinfo=example.BOSTON)
