"""Prints what Python's zoneinfo says about zones, 1970-2100, for a comparison with slakit's tables.

    zones.py --seed 7 --count 40     a seeded choice, and the zones known to be hard
    zones.py --full                  every zone

One line per zone: NAME FROM:OFFSET FROM:OFFSET ... (seconds since 1970, seconds east of UTC), one pair per change.
Changes are found by asking zoneinfo for the offset at every step and halving the steps in which it differs, not by
reading zone files.
"""
import argparse
import datetime
import random
import zoneinfo

BEGIN = 0
END = int(datetime.datetime(2101, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
NOT_ZONES = {"Factory", "localtime", "posixrules"}
HARD = ["Africa/Casablanca", "America/Nuuk", "America/Sao_Paulo", "America/St_Johns", "Asia/Gaza", "Asia/Shanghai",
        "Antarctica/Troll", "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Apia", "Pacific/Kwajalein", "UTC"]


def changes(zone, step):
    def offset(second):
        return int(datetime.datetime.fromtimestamp(second, zone).utcoffset().total_seconds())

    found = [(BEGIN, offset(BEGIN))]
    for start in range(BEGIN, END, step):
        end = min(start + step, END - 1)
        if offset(end) == found[-1][1]:
            continue
        low, high = start, end
        while high - low > 1:
            middle = (low + high) // 2
            if offset(middle) == found[-1][1]:
                low = middle
            else:
                high = middle
        found.append((high, offset(high)))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=40)
    arguments = parser.parse_args()

    names = sorted(zoneinfo.available_timezones() - NOT_ZONES)
    step = 43200
    if not arguments.full:
        step = 7 * 86400  # nothing reverts within a week but in a few zones long ago; the full form looks twice a day
        names = sorted(set(random.Random(arguments.seed).sample(names, arguments.count)) | set(HARD) & set(names))
    for name in names:
        pairs = changes(zoneinfo.ZoneInfo(name), step)
        print(name, *(f"{start}:{offset}" for start, offset in pairs))


if __name__ == "__main__":
    main()
