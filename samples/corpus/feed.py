"""An RSS 2.0 feed that carries whole stories (content:encoded), newest first."""
import datetime
import email.utils
import html

KABUL = datetime.timezone(datetime.timedelta(hours=4, minutes=30))


def stamp(day):
    return email.utils.format_datetime(datetime.datetime(day.year, day.month, day.day, 18, 30, tzinfo=KABUL))


def write(articles):
    outlet = articles[0].outlet
    site = articles[0].url.rsplit("/", 1)[0] + "/"
    items = []
    for a in sorted(articles, key=lambda a: a.published, reverse=True):
        first, *rest = a.body()
        story = "\n".join(f"<p>{html.escape(t, quote=False)}</p>" for t in [f"{a.dateline}: {first}", *rest])
        items.append(f"""<item>
<title>{html.escape(a.title, quote=False)}</title>
<link>{a.url}</link>
<guid isPermaLink="true">{a.url}</guid>
<pubDate>{stamp(a.day)}</pubDate>
<dc:creator>{html.escape("; ".join(a.authors))}</dc:creator>
<description>{html.escape(first[:120].rsplit(" ", 1)[0], quote=False)} ...</description>
<content:encoded><![CDATA[{story}]]></content:encoded>
</item>""")
    newest = max(a.day for a in articles)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{html.escape(outlet["name"])}</title>
<link>{site}</link>
<description>Whole stories from {html.escape(outlet["name"])}</description>
<language>en</language>
<lastBuildDate>{stamp(newest)}</lastBuildDate>
{chr(10).join(items)}
</channel>
</rss>
"""
