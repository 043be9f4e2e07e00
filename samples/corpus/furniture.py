"""What stands around a story: menus, share buttons, related links, forms, comments. None of it is reporting."""
import html

e = html.escape

TICKER = ["Cricket: team wins second match in Abu Dhabi", "Melon harvest better than last year, farmers say",
          "Exchange rate: 1 US dollar, 79.2 afghanis"]


def menu(items):
    links = "".join(f'<li><a href="/{n}">{t}</a></li>' for n, t in enumerate(items))
    return f'<nav class="main-menu"><ul>{links}</ul><form action="/search"><input name="q" placeholder="Search"></form></nav>'


def share():
    return '<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Mail</a> <a href="#">Print</a></div>'


def figure(a, caption):
    return f'<figure><img src="/media/{a.id}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'


def related(a):
    """Headlines of other stories: links, not reporting of this page."""
    return """<aside class="related"><h3>More on this</h3><ul>
<li><a href="/r/1">Taliban capture three districts in one night</a></li>
<li><a href="/r/2">Explainer: who is who in the Doha talks</a></li>
<li><a href="/r/3">Pictures: a summer in the Hindu Kush</a></li></ul></aside>"""


def most_read():
    return """<div class="most-read"><h4>Most read</h4><ol><li><a href="/m/1">Enemy attack on Gereshk repelled</a></li>
<li><a href="/m/2">New timetable of the ring road buses</a></li><li><a href="/m/3">How to register for the vaccine</a></li></ol></div>"""


def newsletter():
    return '<form class="newsletter"><p>Sign up for our morning letter. You can unsubscribe at any time.</p><input type="email"><button>Sign up</button></form>'


def footer(a):
    return f'<footer><p>&copy; 2021 {e(a.outlet["name"])}. All rights reserved.</p><ul><li>About</li><li>Privacy</li><li>Imprint</li></ul></footer>'


def scripts_in_head():
    noise = ",".join(f'"k{n}":{(n * 7919) % 1000}' for n in range(300))
    return ("<style>" + "".join(f".c{n}{{margin:{n % 9}px}}" for n in range(200)) + "</style>\n"
            f"<script>var cfg={{{noise}}};document.write('<p>Loading</p>');</script>\n"
            '<script async src="https://tags.example/loader.js"></script>')


def comments(a):
    """[(name, date, likes, text, is a reply)]"""
    out = []
    for b in a.of("comment", "reply"):
        name, date, likes = (part.strip() for part in b.label.split("|"))
        out.append((name, date, likes, b.text, b.kind == "reply"))
    return out


def wordpress_comments(a):
    items = []
    for n, (name, date, likes, text, reply) in enumerate(comments(a)):
        depth = 2 if reply else 1
        items.append(f"""<div id="wpd-comm-{n}" class="comment wpd-comment wpd_comment_level-{depth}">
<div class="wpd-comment-header"><span class="wpd-comment-author">{e(name)}</span> <span class="wpd-comment-date" title="{date}">{date[:10]} {date[11:16]}</span></div>
<div class="wpd-comment-text"><p>{e(text, quote=False)}</p></div>
<div class="wpd-comment-footer"><span class="wpd-vote-result">{likes}</span> <span class="wpd-reply-button">Reply</span></div>
</div>""")
    return f"""<div id="comments" class="comments-area"><div id="wpdcom">
<div class="wpd-form"><p>Subscribe</p><p>Notify of</p><p>Your email address will not be published. Required fields are marked *</p></div>
<div class="wpd-thread-info">{len(items)} Comments</div>
<div class="wpd-filter">Newest Oldest Most Voted</div>
<div class="wpd-thread-list">
{chr(10).join(items)}
</div></div></div>"""


def embedded_comments(a):
    items = []
    for n, (name, date, likes, text, reply) in enumerate(comments(a)):
        css = "post child" if reply else "post"
        items.append(f"""<li class="{css}" id="post-{n}"><div class="post-content"><header class="post-byline"><span class="author publisher-anchor-color">{e(name)}</span>
<span class="time-ago" title="{date}">{n + 2} hours ago</span></header>
<div class="post-body"><div class="post-message"><p>{e(text, quote=False)}</p></div></div>
<footer class="post-menu"><span class="vote-up">{likes}</span> <a>Reply</a> <a>Share</a></footer></div></li>""")
    return f"""<div id="disqus_thread"><div class="thread-header">{len(items)} Comments <b>Login</b></div>
<div class="sort">Sort by Best</div><div class="textarea">Join the discussion...</div>
<ul id="post-list" class="post-list">
{chr(10).join(items)}
</ul></div>"""
