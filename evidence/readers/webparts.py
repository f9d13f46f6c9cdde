"""Which elements of a web page are furniture, told by tag, role, class and how much of them is links."""

from __future__ import annotations

import re
from typing import Any

_TAGS = frozenset(("nav", "footer", "aside", "button", "dialog", "menu"))
_ROLE_NAMES = "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar alert"
_ROLES = frozenset(_ROLE_NAMES.split())
_CLASS_WORDS = (
    "nav navbar navigation menu topmenu submenu burger breadcrumb breadcrumbs broedkrumme footer sidefod bundmenu "
    "sidebar sidemenu "
    "cookie cookies cookiebar cookiebanner consent samtykke gdpr banner advert advertisement ad ads adslot annonce "
    "annoncer reklame "
    "sponsor sponsored sponsoreret promo promotion teaser teasers related relateret relaterede relatedposts "
    "recommended recommendations "
    "anbefalet anbefalede popular populaere mostread mestlaeste mest newsletter nyhedsbrev share sharing sharebar "
    "deling social some "
    "socialmedia comments kommentarer tags tagcloud pagination pager skiplink login subscribe abonnement paywall "
    "modal popup overlay "
    "toolbar ipp widget widgets masthead topbar toplinks servicemenu events kalender jobs joblist navnenyt"
)
_WORDS = frozenset(_CLASS_WORDS.split())
_PART_TAGS = "p li h1 h2 h3 h4 h5 h6 td th tr span a em strong b i"
_PARTS = frozenset(_PART_TAGS.split())


def is_furniture(element: Any, whole: int) -> bool:
    """Whether the element is no part of the page's own story. ``whole`` is the number of words of the page."""
    tag = element.tag
    if not isinstance(tag, str) or tag in ("html", "body", "main", "article"):
        return False
    if _hidden(element):
        return True
    named = tag in _TAGS or (element.get("role") or "").lower() in _ROLES or bool(_words(element) & _WORDS)
    if tag == "header":
        named = not _inside_story(element) and element.find(".//h1") is None
    if named:
        # A wrapper called "has-menu" holds the story itself; nothing that holds the most of the page is furniture,
        # and a teaser box is not a word of the story set in a class of the designer's own.
        if tag in _PARTS and tag not in ("li",) and not (_words(element) & {"cookie", "cookies", "annonce", "advert"}):
            return _all_links(element)
        return not _holds_story(element, whole)
    listing = tag in ("ul", "ol", "div", "section", "table", "dl")
    return listing and _mostly_links(element) and not _holds_story(element, whole)


def _words(element: Any) -> set[str]:
    said = f"{element.get('class') or ''} {element.get('id') or ''}"
    said = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", said).lower()
    said = said.replace("mest-l", "mestl").replace("most-r", "mostr")
    return set(re.split(r"[\s_\-:./]+", said)) - {""}


def _hidden(element: Any) -> bool:
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def _inside_story(element: Any) -> bool:
    return any(one.tag in ("article", "main") for one in element.iterancestors())


def _holds_story(element: Any, whole: int) -> bool:
    if any(element.find(f".//{tag}") is not None for tag in ("main", "article", "h1")):
        # Teasers are often articles of their own: several small ones are a list, one or a large one is the story.
        articles = element.findall(".//article")
        if element.find(".//main") is not None or element.find(".//h1") is not None or len(articles) < 2:
            return True
    return len("".join(element.itertext()).split()) > whole / 2 and element.tag not in _TAGS


def _mostly_links(element: Any) -> bool:
    links = list(element.iter("a"))
    if len(links) < 3:
        return False
    texts = [" ".join("".join(link.itertext()).split()) for link in links]
    linked = sum(map(len, texts))
    everything = len(" ".join("".join(element.itertext()).split()))
    return everything > 0 and linked / everything > 0.7 and max(map(len, texts)) < 160


def _all_links(element: Any) -> bool:
    text = " ".join("".join(element.itertext()).split())
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))
    return bool(text) and linked > 0.8 * len(text)
