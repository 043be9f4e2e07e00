"""One finder of dates over texts in memory; prints one JSON line. Run by bench/run_resolvers in the environment that it makes.

  time_peers.py NAME TEXTS        TEXTS: JSON lines with text and published

CPU time of the process; one text is read before the clock starts, to warm up. What a finder does not say itself is worked out behind the clock: where the words
stand (dateparser) and how exact the date is.
"""
import datetime
import json
import re
import sys
import time


def dateparser():
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates
    parser = DateDataParser(languages=["en"])

    def find(text, day):
        return search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or []

    def mentions(text, found):
        out, at = [], 0
        for words, moment in found:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            period = parser.get_date_data(words).period
            out.append([start, at, moment.strftime({"year": "%Y", "month": "%Y-%m"}.get(period, "%Y-%m-%d"))])
        return out
    return find, mentions


def parsedatetime():
    import parsedatetime
    calendar = parsedatetime.Calendar()

    def find(text, day):
        return calendar.nlp(text, sourceTime=day) or []

    def mentions(text, found):
        return [[start, end, moment.strftime("%Y-%m-%d" if flag == 1 else "%Y-%m-%dT%H:%M")] for moment, flag, start, end, _ in found]
    return find, mentions


FINDERS = {"dateparser": dateparser, "parsedatetime": parsedatetime}


def day_of(text):
    return datetime.datetime(*map(int, re.findall(r"\d+", text)[:3]))


def main():
    find, mentions = FINDERS[sys.argv[1]]()
    texts = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    find(texts[0]["text"], day_of(texts[0]["published"]))
    seconds, out = 0.0, []
    for t in texts:
        start = time.process_time()
        found = find(t["text"], day_of(t["published"]))
        seconds += time.process_time() - start
        out.append(mentions(t["text"], found))
    print(json.dumps({"seconds": seconds, "mentions": out}))


if __name__ == "__main__":
    main()
