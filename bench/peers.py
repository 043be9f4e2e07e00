"""One peer over pages in memory; prints one JSON line. Run by bench/run_clean in the environment that it makes.

  peers.py NAME PREDICTIONS FOLDER

Pages are read and decoded before the clock starts, and the first is done once to warm up. CPU time of the process.
"""
import gzip
import json
import pathlib
import sys
import time


def trafilatura():
    from trafilatura import extract
    return lambda html: extract(html, include_comments=False) or ""


def trafilatura_fast():
    from trafilatura import extract
    return lambda html: extract(html, include_comments=False, fast=True) or ""


def readability():
    import lxml.html
    from readability import Document
    return lambda html: lxml.html.fromstring(Document(html).summary()).text_content()


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    return lambda html: extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False, comments=False, post_meta=False)


PEERS = {"trafilatura": trafilatura, "trafilatura, fast": trafilatura_fast, "readability-lxml": readability, "resiliparse": resiliparse}


def main():
    name, predictions, folder = sys.argv[1:4]
    pages = {}
    for file in sorted(pathlib.Path(folder).rglob("*.html*")):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        pages[file.name.split(".html")[0]] = data.decode("utf-8", "replace").replace("\0", "\ufffd")
    extract = PEERS[name]()
    extract(next(iter(pages.values())))
    out, failed = {}, 0
    start = time.process_time()
    for page, html in pages.items():
        try:
            out[page] = extract(html)
        except Exception:  # noqa: BLE001 - a page that a peer cannot read is counted, whatever it raises
            failed += 1
    seconds = time.process_time() - start
    pathlib.Path(predictions).write_text(json.dumps({page: {"articleBody": text} for page, text in out.items()}))
    print(json.dumps({"pages": len(pages), "failed": failed, "seconds": seconds}))


if __name__ == "__main__":
    main()
