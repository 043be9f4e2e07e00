"""Nine page layouts, as different as the web of 2021 was. Each takes an Article and gives the page's text."""
import html
import json

from . import calendar, furniture

e = html.escape


def in_script(data):
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def paragraphs(a, tag="p", css=""):
    """Body, sub-headings and captions in order, as simple markup."""
    attr = f' class="{css}"' if css else ""
    out, first = [], True
    for b in a.blocks:
        text = e(b.text, quote=False)
        if b.kind == "p":
            lead = f"{e(a.dateline)} - " if first and a.dateline else ""
            out.append(f"<{tag}{attr}>{lead}{text}</{tag}>")
            first = False
        elif b.kind == "h":
            out.append(f"<h2>{text}</h2>")
        elif b.kind == "correction":
            out.append(f'<p class="correction"><em>{text}</em></p>')
        elif b.kind == "caption":
            out.append(furniture.figure(a, text))
    return "\n".join(out)


def ld(a, kind="NewsArticle", **more):
    data = {"@context": "https://schema.org", "@type": kind, "headline": a.title, "mainEntityOfPage": a.url,
            "datePublished": a.published, "dateModified": a.head.get("modified", a.published),
            "author": [{"@type": "Person", "name": n} for n in a.authors],
            "publisher": {"@type": "Organization", "name": a.outlet["name"]}, **more}
    return f'<script type="application/ld+json">{in_script(data)}</script>'


def head(a, *more):
    return "\n".join(["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
                      f"<title>{e(a.title, quote=False)} | {e(a.outlet['name'])}</title>",
                      f'<link rel="canonical" href="{a.url}">', *more, "</head>"])


def og(a):
    return "\n".join([f'<meta property="og:title" content="{e(a.title)}">', '<meta property="og:type" content="article">',
                      f'<meta property="og:site_name" content="{e(a.outlet["name"])}">',
                      f'<meta property="article:published_time" content="{a.published}">'])


def jsonld(a):
    """A modern news site: article markup, JSON-LD, time elements."""
    modified = a.head.get("modified")
    updated = f' Updated <time datetime="{modified}">{modified[11:16]} GMT</time>' if modified else ""
    return f"""{head(a, og(a), ld(a))}
<body>
{furniture.menu(["World", "Asia", "Markets", "Energy", "Sport", "Pictures"])}
<main><article>
<h1>{e(a.title, quote=False)}</h1>
<div class="byline">By {e(" and ".join(a.authors))}</div>
<div class="meta"><time datetime="{a.published}">{calendar.long_date(a.day)}, {a.published[11:16]} GMT</time>{updated}</div>
{furniture.share()}
<div class="article-body">
{paragraphs(a)}
<p class="credit">Reporting by {e(" and ".join(a.authors))}; editing by the Central Asia desk</p>
</div>
</article>
{furniture.related(a)}
</main>
{furniture.newsletter()}
{furniture.footer(a)}
</body>
</html>
"""


def live(a):
    """A live blog: entries with a clock, newest first, a box of key points."""
    entries, intro = [], []
    for b in a.blocks:
        if b.kind == "live":
            entries.append([b, []])
        elif entries:
            entries[-1][1].append(b.text)
        else:
            intro.append(b.text)
    shown = "\n".join(
        f"""<section class="live-entry" id="e{len(entries) - n}">
<header><time datetime="{a.published[:10]}T{b.label}:00+04:30">{b.label}</time> <h2>{e(b.text, quote=False)}</h2></header>
{"".join(f"<p>{e(t, quote=False)}</p>" for t in texts)}
</section>""" for n, (b, texts) in enumerate(entries))
    return f"""{head(a, og(a), ld(a, "LiveBlogPosting", coverageStartTime=a.published))}
<body class="live">
{furniture.menu(["World", "Asia", "Markets", "Energy", "Sport", "Pictures"])}
<main><article>
<span class="flag">LIVE</span>
<h1>{e(a.title, quote=False)}</h1>
<div class="byline">{e(" and ".join(a.authors))}</div>
<div class="meta"><time datetime="{a.published}">{calendar.long_date(a.day)}</time></div>
{"".join(f"<p>{e(t, quote=False)}</p>" for t in intro)}
<button class="refresh">Show 3 new updates</button>
{shown}
</article></main>
{furniture.footer(a)}
</body>
</html>
"""


def br(a):
    """No markup to hold on to: one cell of text with line breaks, the date only in words."""
    day, month, _ = calendar.solar(a.day)
    lines = [f"<b>{e(a.title, quote=False)}</b>", f"By {e(' and '.join(a.authors))}",
             f"{calendar.long_date(a.day)} ({day} {month} {a.day.year - 621})", ""]
    first = True
    for b in a.blocks:
        lead = f"{a.dateline}: " if first else ""
        first = False
        lines += [lead + e(b.text, quote=False), ""]
    text = "<br>\n".join(lines)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Hari Rud Daily</title></head>
<body bgcolor="#FFFFFF">
<a href="/">Hari Rud Daily</a> - <a href="/city.html">City</a> - <a href="/prices.html">Prices</a> - <a href="/poems.html">Poems</a><br><br>
{text}<br><br>
<a href="/">Back to the front page</a><br>
Hari Rud Daily, Herat. Printed on every day except Tuesday.<br>
</body></html>
"""


def tables(a):
    """A site of 2004: nested tables, font elements, spacers."""
    day, _, month = calendar.solar(a.day)
    rows = "\n".join(f'<tr><td class="txt"><font face="Verdana" size="2">{e(b.text, quote=False)}</font></td></tr>'
                     for b in a.of("p"))
    captions = "".join(f'<br><font size="1"><i>{e(b.text, quote=False)}</i></font>' for b in a.of("caption"))
    picture = f'<table align="right" width="180"><tr><td><img src="/img/{a.id}.jpg" width="170">{captions}</td></tr></table>' \
        if captions else ""
    links = "".join(f'<tr><td><font size="1"><a href="/en/{n}">{t}</a></font></td></tr>' for n, t in enumerate(
        ["Home", "Messages", "Announcements", "Tenders", "Martyrs", "Photo gallery", "Contact"]))
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>{e(a.outlet["name"])} - {e(a.title, quote=False)}</TITLE></HEAD>
<BODY TOPMARGIN="0"><TABLE WIDTH="780" ALIGN="center" BORDER="0"><TR><TD COLSPAN="3"><IMG SRC="/img/banner.gif" ALT=""></TD></TR>
<TR><TD WIDTH="140" VALIGN="top"><TABLE BGCOLOR="#DDEEDD">{links}</TABLE></TD>
<TD WIDTH="480" VALIGN="top"><TABLE WIDTH="100%"><tr><td><font face="Verdana" size="4"><b>{e(a.title, quote=False)}</b></font></td></tr>
<tr><td><font size="1" color="gray">Publish date: {1400}/{month:02}/{day:02} | {a.day:%A}, {a.day:%d-%m-%Y} {a.published[11:16]}</font></td></tr>
<tr><td>{picture}<TABLE WIDTH="100%">
{rows}
</TABLE></td></tr>
<tr><td><font size="1"><a href="javascript:print()">Print</a> | <a href="/send">Send to a friend</a> | Visits: 1{len(a.title)}4</font></td></tr></TABLE></TD>
<TD WIDTH="160" VALIGN="top"><TABLE><tr><td><font size="1"><b>Most visited</b></font></td></tr>
<tr><td><font size="1"><a href="/en/info/oath">The minister receives new cadets</a></font></td></tr>
<tr><td><font size="1"><a href="/en/info/blood">Donation of blood by the staff of the ministry</a></font></td></tr></TABLE></TD></TR>
<TR><TD COLSPAN="3" ALIGN="center"><font size="1">All rights are reserved for the {e(a.outlet["name"])}.</font></TD></TR></TABLE></BODY></HTML>
"""


def amp(a):
    """AMP, as an aggregator serves it: adverts between the paragraphs, a carousel, the wire credited in the byline."""
    parts = paragraphs(a).split("\n")
    ad = '<amp-ad width="300" height="250" type="doubleclick" data-slot="/9/afg"><div placeholder>Advertisement</div></amp-ad>'
    for at in range(len(parts) - 1, 1, -3):
        parts.insert(at, ad)
    credit = a.head["credit"]
    text = "\n".join(parts)
    return f"""<!doctype html>
<html \u26a1 lang="en">
<head>
<meta charset="utf-8">
<title>{e(a.title, quote=False)}</title>
<link rel="canonical" href="{a.url.replace("/amp/", "/story/")}">
<meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
<script async src="https://cdn.ampproject.org/v0.js"></script>
{ld(a, isBasedOn=credit)}
<style amp-custom>body{{font-family:sans-serif}}.src{{color:#777}}</style>
</head>
<body>
<amp-sidebar id="menu" layout="nodisplay" side="left"><ul><li>Top</li><li>World</li><li>Odd</li><li>Crypto</li></ul></amp-sidebar>
<header>NewsFunnel <b>24</b></header>
<article>
<h1>{e(a.title, quote=False)}</h1>
<p class="src">{e(credit)} &middot; {e(", ".join(a.authors))} &middot; {calendar.us_date(a.day)} {a.published[11:16]} GMT</p>
<amp-img src="/i/{a.id}.jpg" width="640" height="360" layout="responsive" alt=""></amp-img>
{text}
</article>
<amp-carousel height="180" layout="fixed-height" type="carousel"><a href="/amp/1">You will not believe this melon</a><a href="/amp/2">Ten passes to drive before you turn forty</a></amp-carousel>
<amp-social-share type="twitter"></amp-social-share>
<footer>NewsFunnel 24 collects headlines automatically. We do not write, we funnel.</footer>
</body>
</html>
"""


def text(a):
    """Plain text: a title, perhaps a date, lines of at most 78 characters."""
    import textwrap
    lines = [a.title, ""]
    if a.head.get("date_shown") != "no":
        lines += [f"Issued {calendar.lunar(a.day)}, {a.day.day} {a.day:%B} {a.day.year}", ""]
    for b in a.blocks:
        mark = "- " if b.kind == "li" else ""
        lines += textwrap.wrap(mark + b.text, 78, subsequent_indent="  " if mark else "") + [""]
    return "\n".join(lines + [f"{', '.join(a.authors)}", ""])


def scripts(a):
    """Heavy: the story stands in the page, and again in the state of the page's program; much furniture."""
    state = {"route": "/en/news/", "user": None, "ads": {"slots": [f"s{n}" for n in range(24)]},
             "article": {"id": a.id, "title": a.title, "publishedAt": a.published,
                         "blocks": [{"type": "text", "html": f"<p>{b.text}</p>"} for b in a.of("p")]},
             "ticker": furniture.TICKER}
    blob = in_script(state)
    return f"""{head(a, og(a), furniture.scripts_in_head())}
<body>
<div id="cookie" role="dialog"><p>We and our 214 partners store information on your device. <button>Accept all</button> <button>Manage</button></p></div>
{furniture.menu(["Live TV", "Afghanistan", "Martyrs", "Economy", "Cricket", "Weather", "Frequencies"])}
<div class="ticker"><ul>{"".join(f"<li>{t}</li>" for t in furniture.TICKER)}</ul></div>
<div id="root"><div class="grid"><div class="col-8">
<h1 class="t-xl">{e(a.title, quote=False)}</h1>
<div class="info"><span class="author">{e(", ".join(a.authors))}</span> <span class="date">{a.day.day} {a.day:%B} {a.day.year} - {a.published[11:16]}</span> <span>{e(a.dateline)}</span></div>
{furniture.share()}
<div class="content" data-hydrate="article">
{paragraphs_without_dateline(a)}
</div>
<noscript>Please enable JavaScript to watch the programme.</noscript>
</div>
<div class="col-4">{furniture.most_read()}{furniture.newsletter()}</div></div></div>
<script>window.__STATE__={blob};</script>
<script>!function(w,d){{w.q=w.q||[];for(var i=0;i<24;i++)w.q.push(["slot","s"+i,d.title])}}(window,document);</script>
{furniture.footer(a)}
</body>
</html>
"""


def paragraphs_without_dateline(a):
    kept, a.head["dateline"] = a.dateline, ""
    try:
        return paragraphs(a)
    finally:
        a.head["dateline"] = kept


def paywall(a):
    """A local paper that shows the first paragraphs; the rest is not in the page at all."""
    teaser = a.head["paywall"] == "teaser"
    wall = """<div class="paywall"><h3>Read on with a subscription</h3><p>You have read 3 of 3 free articles this month. Subscribe for 90 afghanis a week.</p>
<button>Subscribe</button> <a href="/login">Already a reader? Log in</a></div>""" if teaser else \
        '<div class="meter">This article is free. 2 of 3 free articles left this month.</div>'
    lead = f'<p class="place">{e(a.dateline)}</p>' if a.dateline else ""
    shown = paragraphs_without_dateline(a)
    return f"""{head(a, og(a), ld(a, isAccessibleForFree=not teaser))}
<body>
{furniture.menu(["Kunduz", "Mazar", "Badakhshan", "Farming", "Weddings"])}
<article class="story">
<h1>{e(a.title, quote=False)}</h1>
<p class="by">Text: {e(", ".join(a.authors))} | {calendar.us_date(a.day)}</p>
{lead}
{shown}
{wall}
</article>
{furniture.related(a)}
{furniture.footer(a)}
</body>
</html>
"""


def wpcomments(a):
    """A blog with a donation bar and the comment list of a common blog program (nested, with votes and a reply form)."""
    return f"""{head(a, og(a), '<meta name="generator" content="WordPress 5.7.2">')}
<body class="single">
<div class="donate-bar"><b>Keep the Ledger open!</b> <span>0 $</span> <span>1,000 $</span> <span>2,500 $</span> <span>We have 431 $ this month.</span> <a href="/donate">Give</a></div>
<header><a href="/">The Long Ledger</a><p>Counting other people's wars since 2009</p></header>
<div id="primary"><article class="post type-post hentry">
<h1 class="entry-title">{e(a.title, quote=False)}</h1>
<div class="entry-meta">Posted on <time class="entry-date published" datetime="{a.published}">{calendar.us_date(a.day)}</time> by <span class="author vcard">{e(a.authors[0])}</span></div>
<div class="entry-content">
{paragraphs(a)}
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Tweet</li><li>Print</li></ul></div>
<div class="support"><p>Did this help you? <a href="/donate">Support the Ledger</a></p></div>
</div></article>
{furniture.wordpress_comments(a)}
</div>
<aside id="secondary"><h3>Recent Posts</h3><ul><li><a href="/2021/05/30/tin">A Short History of Tin</a></li><li><a href="/2021/04/11/fleet">Where Is the Fleet?</a></li></ul></aside>
</body>
</html>
"""


def threads(a):
    """A regional paper with a static copy of an embedded comment service."""
    return f"""{head(a, og(a))}
<body>
{furniture.menu(["Agenda", "World", "Economy", "Health", "Horoscope"])}
<div class="haber"><h1 itemprop="headline">{e(a.title, quote=False)}</h1>
<div class="bilgi">{e(", ".join(a.authors))} | {a.day:%d.%m.%Y} {a.published[11:16]}</div>
<div class="haber-metni" itemprop="articleBody">
{paragraphs(a)}
</div>
<div class="etiketler">Labels: <a href="/e/1">Afghanistan</a> <a href="/e/2">Taliban</a> <a href="/e/3">Last minute</a></div></div>
{furniture.embedded_comments(a)}
{furniture.related(a)}
{furniture.footer(a)}
</body>
</html>
"""


ALL = {f.__name__: f for f in (jsonld, live, br, tables, amp, text, scripts, paywall, wpcomments, threads)}
