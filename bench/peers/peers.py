"""The peers: what each is called, and how it is asked.

A peer answers kinds of questions. Each kind is a function ask(columns, repeats) -> (answers, nanoseconds): the answers
as int64 (microseconds; for "days" and "hours" the count), and the best time for all rows. What a peer wants in another
form than ours is converted outside the time, both ways.
"""

import dataclasses
import pathlib
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

import numpy as np
import workload

HERE = pathlib.Path(__file__).resolve().parent


class Unavailable(Exception):
    """A peer that is not on this machine: why, and what would bring it."""


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    version: str
    asks: dict[str, Callable]
    boundary: str = "close"  # where its due instants land, in slakit's words


def best_of(repeats, work):
    """(what work() gave, the best time in ns)"""
    best = None
    for _ in range(repeats):
        start = time.perf_counter_ns()
        answers = work()
        spent = time.perf_counter_ns() - start
        best = spent if best is None else min(best, spent)
    return answers, best


def _one_by_one(answer, first, second, repeats, read):
    """A peer without batches: a list of its answers, read into int64 afterwards."""
    answers, best = best_of(repeats, lambda: [answer(a, b) for a, b in zip(first, second)])
    return np.array([read(value) for value in answers], dtype=np.int64), best


def datetimes(column, zone=timezone.utc):
    return [datetime.fromtimestamp(us // workload.SECOND_US, zone) for us in column.tolist()]


def _timedeltas(column):
    return [timedelta(microseconds=us) for us in column.tolist()]


def _us_of_delta(delta):
    return delta // timedelta(microseconds=1)


def us_of_instant(instant):
    return _us_of_delta(instant - datetime(1970, 1, 1, tzinfo=timezone.utc))


def _import(name):
    try:
        return __import__(name)
    except ImportError as error:
        raise Unavailable(f"{error}; it is in the extra 'bench' of pyproject.toml") from None


def numpy_days():
    calendar = np.busdaycalendar(holidays=workload.HOLIDAYS)

    def days(columns, repeats):
        instants = (column.view("datetime64[us]") for column in (columns.first, columns.second))
        first, second = (column.astype("datetime64[D]") for column in instants)
        return best_of(repeats, lambda: np.busday_count(first, second, busdaycal=calendar))

    return Peer("numpy busday_count", version("numpy"), {"days": days})


def numpy_by_hand():
    """No library at all: sums up to each interval, and a search in them. What a careful user writes."""
    opens, closes = workload.open_intervals().T.copy()
    before = np.concatenate([[0], np.cumsum(closes - opens)[:-1]])

    def open_until(t):
        place = np.searchsorted(opens, t, side="right") - 1
        return before[place] + np.minimum(t, closes[place]) - opens[place]

    def due_at(start, budget):
        target = open_until(start) + budget
        place = np.searchsorted(before, target, side="left") - 1
        return opens[place] + target - before[place]

    def elapsed(columns, repeats):
        return best_of(repeats, lambda: open_until(columns.second) - open_until(columns.first))

    def due(columns, repeats):
        return best_of(repeats, lambda: due_at(columns.first, columns.second))

    return Peer("numpy searchsorted (by hand)", version("numpy"), {"elapsed": elapsed, "due": due})


def pandas_business_hour():
    """Lands on the next opening. It has no open time between two instants; users count the hours of a date_range."""
    pandas = _import("pandas")
    hours = {
        "holidays": workload.HOLIDAYS,
        "start": [workload.OPENS, workload.LUNCH[1]],
        "end": [workload.LUNCH[0], workload.CLOSES],
    }
    one_hour = pandas.offsets.CustomBusinessHour(**hours)
    budget = pandas.offsets.CustomBusinessHour(workload.BUDGET // timedelta(hours=1), **hours)

    def local(column):
        """Its hours are those of the wall clock, so it is given wall clocks."""
        utc = pandas.DatetimeIndex(column.view("datetime64[us]"), tz="UTC")
        return list(utc.tz_convert(workload.ZONE).tz_localize(None))

    def due(columns, repeats):
        starts = local(columns.first)
        answers, best = best_of(repeats, lambda: [start + budget for start in starts])
        index = pandas.DatetimeIndex(answers).tz_localize(workload.ZONE).tz_convert("UTC").as_unit("us")
        return index.asi8, best

    def count(a, b):
        return len(pandas.date_range(a, b, freq=one_hour, inclusive="left"))

    def opening(at):
        """To pandas a closing instant is open too; such a start is given as the opening after it, the same question."""
        return one_hour.rollforward(at + timedelta(seconds=1)) if at.time() in hours["end"] else at

    def whole_hours(columns, repeats):
        starts = [opening(at) for at in local(columns.first)]
        return _one_by_one(count, starts, local(columns.second), repeats, int)

    asks = {"due": due, "hours": whole_hours}
    return Peer("pandas CustomBusinessHour", version("pandas"), asks, boundary="next_open")


def businesstimedelta_rules():
    peer, pytz = _import("businesstimedelta"), _import("pytz")
    zone = pytz.timezone(workload.ZONE)
    rules = peer.Rules(
        [
            peer.WorkDayRule(workload.OPENS, workload.CLOSES, tz=zone),
            peer.LunchTimeRule(*workload.LUNCH, tz=zone),
            peer.HolidayRule(set(workload.HOLIDAYS), tz=zone),
        ]
    )
    budget = peer.BusinessTimeDelta(rules, timedelta=workload.BUDGET)

    def elapsed(columns, repeats):
        first, second = datetimes(columns.first), datetimes(columns.second)
        return _one_by_one(rules.difference, first, second, repeats, lambda answer: _us_of_delta(answer.timedelta))

    def due(columns, repeats):
        starts = datetimes(columns.first)
        return _one_by_one(lambda start, _: start + budget, starts, starts, repeats, us_of_instant)

    return Peer("businesstimedelta", version("businesstimedelta"), {"elapsed": elapsed, "due": due})


def workclock_schedule(peer):
    return peer.Schedule(
        [
            peer.WorkDay(workload.OPENS, workload.CLOSES),
            peer.Break(*workload.LUNCH),
            peer.Holidays(workload.HOLIDAYS),
        ],
        time_zone=workload.ZONE,
    )


def workclock_python():
    """The binding of the Rust crate, by its batch calls."""
    schedule = workclock_schedule(_import("workclock"))

    def elapsed(columns, repeats):
        first, second = columns.first.view("datetime64[us]"), columns.second.view("datetime64[us]")
        answers, best = best_of(repeats, lambda: schedule.between_many(first, second))
        return answers.view(np.int64), best

    def due(columns, repeats):
        first, second = columns.first.view("datetime64[us]"), columns.second.view("timedelta64[us]")
        answers, best = best_of(repeats, lambda: schedule.add_many(first, second))
        return answers.view(np.int64), best

    return Peer("workclock from Python", version("workclock"), {"elapsed": elapsed, "due": due})


def duckdb_asof():
    """An ASOF join of the questions with the table of open intervals and the open time before each; one thread."""
    duckdb = _import("duckdb")
    import pyarrow

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    opens, closes = workload.open_intervals().T
    connection.register("spans", pyarrow.table({"opens": opens, "closes": closes}))
    connection.execute("""
        CREATE TABLE open AS SELECT opens, closes,
          (sum(closes - opens) OVER (ORDER BY opens) - (closes - opens))::BIGINT AS before FROM spans""")

    def ask(query):
        def run(columns, repeats):
            table = {"row": np.arange(len(columns)), "first": columns.first, "second": columns.second}
            connection.register("given", pyarrow.table(table))
            connection.execute("CREATE OR REPLACE TABLE asked AS SELECT * FROM given")
            statement = f"CREATE OR REPLACE TABLE answers AS {query}"
            _, best = best_of(repeats, lambda: connection.execute(statement))
            answers = connection.execute("SELECT answer FROM answers ORDER BY row").fetchnumpy()["answer"]
            return np.asarray(answers, dtype=np.int64), best

        return run

    elapsed = """
        SELECT row,
          (b.before + least(second, b.closes) - b.opens) - (a.before + least(first, a.closes) - a.opens) AS answer
        FROM asked ASOF JOIN open a ON first >= a.opens ASOF JOIN open b ON second >= b.opens"""
    due = """
        WITH targets AS (
          SELECT row, before + least(first, closes) - opens + second AS target
          FROM asked ASOF JOIN open ON first >= opens)
        SELECT row, opens + target - before AS answer FROM targets ASOF JOIN open ON target > before"""
    return Peer("DuckDB ASOF join", version("duckdb"), {"elapsed": ask(elapsed), "due": ask(due)})


def _program(command, folder):
    """Asks a program of another language; it computes its answers inside its own timed loop."""

    def ask(question):
        def run(columns, repeats):
            path = folder / f"{question}.txt"
            workload.write(path, columns)
            lines = _output([*command, question, path, str(repeats)]).split()
            answers = np.array(lines[1:], dtype=np.int64) * workload.SECOND_US
            return answers, int(lines[0])

        return run

    return {"elapsed": ask("elapsed"), "due": ask("due")}


def _output(command, **options):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def business_hours(folder):
    """Lands on the next opening: it names the first second that is not used up."""
    probe = ["perl", "-MBusiness::Hours", "-e", "print Business::Hours->VERSION"]
    try:
        found = _output(probe, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        raise Unavailable("no Perl module Business::Hours; Debian has it as libbusiness-hours-perl") from None
    asks = _program(["perl", HERE / "business_hours.pl"], folder)
    return Peer("Business::Hours (Perl)", found, asks, boundary="next_open")


def workclock_crate(folder):
    cargo = shutil.which("cargo")
    if not cargo:
        raise Unavailable("no cargo; Debian 12 has a new enough one as cargo-web")
    target = folder / "workclock"
    build = [cargo, "build", "--release", "--locked", "--quiet", "--target-dir", target]
    done = subprocess.run(build, cwd=HERE / "workclock", text=True, stderr=subprocess.PIPE)
    if done.returncode:
        raise Unavailable("cargo could not build it:\n" + done.stderr.strip())
    locked = (HERE / "workclock" / "Cargo.lock").read_text()
    found = locked.split('name = "workclock"\nversion = "')[1].split('"')[0]
    return Peer("workclock (Rust)", found, _program([target / "release" / "ask-workclock"], folder))


def makers(folder):
    """Every peer of the table by name; making one may find it Unavailable."""
    return {
        "numpy busday_count": numpy_days,
        "numpy searchsorted": numpy_by_hand,
        "DuckDB": duckdb_asof,
        "workclock (Rust)": lambda: workclock_crate(folder),
        "workclock from Python": workclock_python,
        "pandas": pandas_business_hour,
        "businesstimedelta": businesstimedelta_rules,
        "Business::Hours": lambda: business_hours(folder),
    }
