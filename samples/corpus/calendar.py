"""The dates that the pages print: written out, in the Solar Hijri and in the lunar calendar."""
import datetime

# First days of the months of 1400 that the corpus touches, and of the lunar months of 1442/1443.
SOLAR = [(datetime.date(2021, 4, 21), "Sawr", 2), (datetime.date(2021, 5, 22), "Jawza", 3), (datetime.date(2021, 6, 22), "Saratan", 4),
         (datetime.date(2021, 7, 23), "Asad", 5), (datetime.date(2021, 8, 23), "Sunbula", 6)]
LUNAR = [(datetime.date(2021, 6, 11), "Dhu al-Qa'dah", 1442), (datetime.date(2021, 7, 11), "Dhu al-Hijjah", 1442),
         (datetime.date(2021, 8, 9), "Muharram", 1443)]


def solar(day):
    first, name, number = [m for m in SOLAR if m[0] <= day][-1]
    return (day - first).days + 1, name, number


def lunar(day):
    first, name, year = [m for m in LUNAR if m[0] <= day][-1]
    return f"{(day - first).days + 1} {name} {year}"


def long_date(day):
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def us_date(day):
    return f"{day:%B} {day.day}, {day.year}"
