"""Mail (EML): its head in the fields, its body as a page, its attachments handed on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import policy
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path
from quopri import decodestring
from typing import Any

from evidence.decode import decode, meant, told_of
from evidence.errors import Message
from evidence.gather import SYSTEM
from evidence.model import Outcome
from evidence.readers import Attachment, CannotRead, Reading
from evidence.readers.mailimages import is_ornament
from evidence.readers.mailpage import flat, page_of, person, safe_name, sent_time
from evidence.readers.tnef import CUT as TNEF_CUT
from evidence.readers.tnef import unwrapped
from evidence.readers.uuencoded import taken_out
from evidence.readers.wrapped import SEALED, content_of_signed, unpacked

#: A mail inside a mail is written out as it came, its lines not folded anew.
_AS_IT_CAME = policy.default.clone(refold_source="none")
_EXTENSIONS = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "text/plain": ".txt",
    "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "message/rfc822": ".eml",
    "application/zip": ".zip",
}  # fmt: skip
_SIGNATURES = {
    "application/pkcs7-signature": "S/MIME", "application/x-pkcs7-signature": "S/MIME",
    "application/pgp-signature": "PGP",
}  # fmt: skip
#: Text with marks of its own for bold and the like, «<bold>» (RFC 1896 and the older one it takes the place of).
_MARKED_UP = frozenset(("text/enriched", "text/richtext"))
#: What became of another mail: whom it reached or not (RFC 3464), and that it was shown to somebody (RFC 8098).
_REPORTED = frozenset(("message/delivery-status", "message/disposition-notification"))
_SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_SIGNED_AS_TEXT = re.compile(
    r"(?ms)^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n(?:[A-Z][\w-]*: [^\r\n]*\r?\n)*[ \t]*\r?\n(.*?)"
    r"^-----BEGIN PGP SIGNATURE-----.*?^-----END PGP SIGNATURE-----[ \t]*(?:\r?\n)?"
)
_PIECE = Message(
    "one piece of a mail that was sent in several, of which the others are mails of their own; what it says ends with "
    "it"
)
_ENCRYPTED = Message(
    "part of the mail is encrypted and was not read; ask its sender or recipient for a copy that is not"
)
_TNEF = Message(
    "winmail.dat, which holds the mail as Outlook formatted it, could not be unpacked; ask for the mail as .msg"
)
_TNEF_EMPTY = Message(
    "a winmail.dat without files, which holds the mail once more as Outlook formatted it, was not read"
)


#: Apple's program keeps a mail below a line with its length, and its own notes after it.
_COUNTED = re.compile(rb"(\d{1,10})[ \t]*\r?\n")
#: What stands between two parts of a mail, and the line of a head that should name it.
_BETWEEN = re.compile(rb"^--([^\s\"][^\r\n\"]{0,69}?)[ \t]*\r?\nContent-[\w-]+:", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
#: Letters of Danish as quoted-printable writes them, in UTF-8 or in one byte each, within a word.
_QUOTED_LETTER = re.compile(rb"=C3=[89AB][0-9A-F]|(?<=[A-Za-z])=[CDEF][568](?=[a-z .,])")
_UNSAID = Message(
    "letters of the mail are written as quoted-printable without its saying so («{wrong}» for «ø»), and were read as "
    "they were meant. Hold what is quoted from it against the file itself",
    {"wrong": "=C3=B8"},
)
_UNENDED = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
CUT = Message(
    "the mail seems to be cut short: the end of its last part is missing, and what comes after may be; ask for it "
    "again from where it came"
)


def read(path: Path) -> Reading:
    """One page: the head's lines, then the body. ``fields`` holds the head."""
    data = _as_sent(path.read_bytes())
    if counted := _COUNTED.match(data):
        data = data[counted.end() : counted.end() + int(counted[1])]
    message = _parsed(data)
    parts = Parts()
    parts.walk(message, False)
    if ends_early(message):
        parts.said.append(CUT)
    return reading_of(fields_of(heads_of(message)), parts)


def ends_early(message: EmailMessage) -> bool:
    """Whether the end of a part is missing, and what comes after it."""
    return any(isinstance(defect, _UNENDED) for part in message.walk() for defect in part.defects)


def _as_sent(data: bytes) -> bytes:
    """The mail without what a program did that saved it as any text: as UTF-16, below a mark, its line ends doubled."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and (found := decode(data)):
        data = found[0].lstrip("\ufeff").encode()
    data = data.lstrip(b"\r\n \t")  # an empty line ends a head, also one above it
    return data.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in data[:2000] else data


def _parsed(data: bytes) -> EmailMessage:
    """The mail; where its head does not name what parts it, by what stands between its parts."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        kind = message.get_content_type().encode()
        if (between := _BETWEEN.search(data)) and (head := _TYPE.search(data, 0, between.start())):
            told = b'Content-Type: %b; boundary="%b"' % (kind, between[1])
            data = data[: head.start()] + told + data[head.end() :]
            message = BytesParser(policy=policy.default).parsebytes(data)
    return message


def reading_of(fields: dict[str, str], parts: Parts) -> Reading:
    """A mail's reading. CannotRead (EMPTY) where there is nothing to it."""
    attachments = parts.kept()
    body, twice = meant(parts.body())
    said = any(fields.get(name) for name in ("from", "to", "subject", "sent"))
    if not said and not body.strip() and not attachments:
        if _ENCRYPTED in parts.said:
            raise CannotRead(SEALED)
        raise CannotRead(Message("the mail has neither head nor body"), Outcome.EMPTY)
    if parts.signed:
        fields = {**fields, "signed": parts.signed}
    return Reading(
        pages=(page_of(fields, body),), title=fields.get("subject", ""), fields=fields,
        notices=(*parts.notices(), *told_of(body, twice)), attachments=attachments,
    )  # fmt: skip


# ── the head ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def heads_of(message: Any) -> dict[str, str]:
    """The headers of a message as they stand, by name in small letters; of several of one name the first."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), str(value))
    return found


#: What clocks that were never set take the day for: of Unix, on either side of midnight, and of DOS.
_UNSET = frozenset(("1970-01-01", "1969-12-31", "1980-01-01"))


def fields_of(heads: dict[str, str]) -> dict[str, str]:
    """What the headers of a mail say: who, to whom, when (ISO, in the zone it was sent from), which mail it answers."""
    fields = {name: _people(heads.get(name.replace("_", "-"), "")) for name in ("from", "to", "cc", "bcc", "reply_to")}
    fields["sent"] = sent_time(_decoded(heads.get("date", "")))
    if fields["sent"][:10] in _UNSET:
        fields["sent"] = ""
    fields["received"] = sent_time(heads.get("received", "").rpartition(";")[2])
    fields["subject"] = flat(_decoded(heads.get("subject", "")))
    for name in ("message_id", "in_reply_to", "references"):
        said = flat(heads.get(name.replace("_", "-"), ""))
        fields[name] = " ".join(re.findall(r"<[^<>\s]+>", said)) or said
    return {name: value for name, value in fields.items() if value}


def _decoded(raw: str) -> str:
    """A header's words: those written as ``=?utf-8?q?…?=`` read, a letter cut between two of them put together."""
    raw = re.sub(r"[\r\n]+[ \t]*", " ", raw)
    if any("\ud800" <= character <= "\udfff" for character in raw):  # letters no program should send unencoded
        found = decode(raw.encode("utf-8", "surrogateescape"))
        raw = found[0] if found else raw
    if "=?" not in raw:
        return raw
    try:
        pieces = decode_header(raw)
    except Exception:  # the parser of headers raises what it likes on a damaged line
        return raw
    return "".join(
        piece if isinstance(piece, str) else text_of(piece, charset) if charset else piece.decode("latin-1")
        for piece, charset in pieces
    )


#: «Hansen, Per <ph@…>» as programs write it that know no quotation marks: the comma belongs to the name. Bounded, so
#: that a damaged head costs no more than its length.
_UNQUOTED = re.compile(r'(^\s{0,9}|>\s{0,9}[,;]\s{0,9})([^<>"@,;\s][^<>"@;]{0,99},[^<>"@;]{0,99}?)\s{0,9}<')


def _people(raw: str) -> str:
    """The people of a header. Parted before their names are read: a name may hold a comma."""
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raw = _decoded(raw)
    try:
        found = getaddresses([_UNQUOTED.sub(r'\1"\2" <', re.sub(r"[\r\n]+[ \t]*", " ", raw))])
    except Exception:
        return flat(_decoded(raw))
    shown = [person(flat(_decoded(name)), address) for name, address in found]
    return "; ".join(one for one in shown if one) or flat(_decoded(raw))


def text_of(data: bytes, charset: str | None) -> str:
    """Bytes of a mail as text: as declared where that can be, else as the bytes tell."""
    latin = (charset or "").lower().replace("_", "-") in ("iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252")
    try:
        if charset and not latin:
            return data.decode(charset)
        if latin and not data.isascii():
            # Programs that relay mail keep saying iso-8859-1 of what others wrote in UTF-8 or with Windows' dashes.
            return data.decode("utf-8")
    except (LookupError, UnicodeDecodeError):
        pass
    found = decode(data)
    if latin and (found is None or not found[1].startswith("utf-8")):
        return data.decode("cp1252", errors="replace")
    return found[0] if found else data.decode("cp1252", errors="replace")


# ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Parts:
    """The bodies and attachments of a mail, gathered as its parts are gone through."""

    bodies: list[tuple[str, str]] = field(default_factory=list)  # kind, "+" where it goes on another; text
    wrapped: list[tuple[str, str]] = field(default_factory=list)  # bodies in a winmail.dat, for want of others
    attached: list[tuple[Attachment, str]] = field(default_factory=list)  # with the Content-ID a picture has
    signed: str = ""
    said: list[Message] = field(default_factory=list)

    def walk(self, part: EmailMessage, alternatives: bool) -> None:
        """Take in a part and what is in it; ``alternatives``: it is one form of a text that others give too."""
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self.attach(part, _inner(part))
        elif kind == "message/external-body":
            self.said.append(Message("a file that is kept elsewhere, and not in the mail: {name}; add it too",
                                     {"name": flat(str(part.get_param("name") or ""))[:150]}))  # fmt: skip
        elif kind in _REPORTED:
            self.bodies.append(("text/plain" if not self.bodies else "text/plain+", _reported(part)))
        elif part.is_multipart():
            if kind == "multipart/encrypted":
                self.said.append(_ENCRYPTED)
            elif kind == "message/partial":
                self.said.append(_PIECE)
            for inner in part.iter_parts():
                if isinstance(inner, EmailMessage):  # pragma: no branch - as the policy it was parsed by makes them
                    self.walk(inner, alternatives or kind == "multipart/alternative")
        elif kind == "application/applefile":  # what a Mac knows besides of the file in the next part
            name = f"._{safe_name(_name(part), len(self.attached) + 1, '')}"
            self.attached.append((Attachment(name=name, outcome=Outcome.UNSUPPORTED, reason=SYSTEM), ""))
        elif kind in _SIGNATURES:
            self.signed = _SIGNATURES[kind]
        elif kind in _SEALED or _name(part).lower().endswith(".p7m"):
            self.unseal(_data(part))
        elif kind in ("application/ms-tnef", "application/vnd.ms-tnef") or _name(part).lower() == "winmail.dat":
            self.unpack(part)
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and not _name(part):
            if quoted := _is_quoted_unsaid(part):
                self.said.append(_UNSAID)
            text, files = taken_out(self.unsigned(_content(part, quoted=quoted)))
            self.bodies.append((kind if alternatives or not self.bodies else f"{kind}+", text))
            self.attached += [(Attachment(name=safe_name(name, 1, ""), data=data), "") for name, data in files]
        elif kind in _MARKED_UP and part.get_content_disposition() != "attachment" and not _name(part):
            self.bodies.append(("text/plain", _without_markup(_content(part))))
        elif part.get_content_maintype() == "multipart":  # nothing parts it: what stands below its head is the mail
            self.bodies.append(("text/plain", _content(part)))
        else:
            self.attach(part, _data(part))

    def unsigned(self, text: str) -> str:
        """The words of a text that PGP signed as it stands, without the signature below them."""
        if (found := _SIGNED_AS_TEXT.search(text)) is None:
            return text
        self.signed = "PGP"
        words = re.sub(r"(?m)^- (?=-)", "", found[1])
        return f"{text[: found.start()]}{words}{text[found.end() :]}"

    def attach(self, part: EmailMessage, data: bytes) -> None:
        """Take a part as a file."""
        name = safe_name(_name(part), len(self.attached) + 1, _EXTENSIONS.get(part.get_content_type(), ""))
        if part.get_content_type() == "message/rfc822" and not name.lower().endswith(".eml"):
            name += ".eml"
        pictured = part.get_content_maintype() == "image"
        mark = str(part.get("content-id", "")).strip(" <>") if pictured else ""
        self.attached.append((Attachment(name=name, data=data), mark))

    def unseal(self, data: bytes) -> None:
        """A mail signed so that its content lies inside the signature."""
        content = content_of_signed(data)
        if content is None:
            self.said.append(_ENCRYPTED)
            return
        self.signed = "S/MIME"
        self.walk(BytesParser(policy=policy.default).parsebytes(content), False)

    def unpack(self, part: EmailMessage) -> None:
        """The attachments Outlook put into a winmail.dat, and the text it put there alone."""
        found = unwrapped(_data(part))
        if found is None:
            self.said.append(_TNEF)
            self.attach(part, _data(part))
            return
        if found.cut:
            self.said.append(TNEF_CUT)
        elif not found.files and not found.bodies:
            self.said.append(_TNEF_EMPTY)
        self.wrapped += found.bodies
        self.attached += [(Attachment(name=safe_name(name, 1, ""), data=data), "") for name, data in found.files]

    def body(self) -> str:
        """The text of the mail."""
        body = body_of(self.bodies)
        return body if body.strip() else body_of(self.wrapped)

    def kept(self) -> tuple[Attachment, ...]:
        """The attachments without the small pictures of signatures, which are counted in a notice."""
        from evidence.readers.html import pictures_in

        html = "\n".join(text for kind, text in self.bodies if "html" in kind)
        kept = tuple(one for one, mark in self.attached if not is_ornament(one.data, mark, html))
        if left := len(self.attached) - len(kept):
            self.said.append(ornaments_left(left))
        return (*kept, *pictures_in(html)) if "base64," in html else kept

    def notices(self) -> tuple[Message, ...]:
        """What could not be read or was left."""
        return tuple(one for place, one in enumerate(self.said) if one not in self.said[:place])


def ornaments_left(count: int) -> Message:
    """What is said of the small pictures that were not taken out."""
    return Message("small pictures in signatures, not taken out as documents: {count}", {"count": count})


def body_of(bodies: list[tuple[str, str]]) -> str:
    """The text of a mail's bodies, kinds beside texts: of two forms of the same the plain one."""
    from evidence.readers.html import to_text

    plain = [text for kind, text in bodies if kind == "text/plain" and text.strip()]
    stub = sum(map(len, plain)) < _STUB
    lost = any(told_of(text, "") for text in plain)
    html = [to_text(text) for kind, text in bodies if kind == "text/html" and (stub or lost or "<td" in text.lower())]
    if lost and html and not any(told_of(text, "") for text in html):  # its letters became «?» in the plain form alone
        plain = []
    # «Din mailprogram kan ikke vise HTML»: what is much shorter than the other form is not the same text. And Outlook
    # writes each cell of a table on a line of its own where it writes plain text.
    if (stub and sum(map(len, html)) > 4 * sum(map(len, plain))) or (
        any(map(_ROWS.search, html)) and not any(map(_ROWS.search, plain))
    ):
        plain = []
    more = [to_text(text) if "html" in kind else text for kind, text in bodies if kind.endswith("+")]
    parts = (*(plain or html), *more)
    return "\n\n".join(part.strip("\r\n") for part in parts if part.strip()).replace("\r\n", "\n").replace("\r", "\n")


_STUB = 300
#: Two rows of a table, one below the other, of three cells or more.
_ROWS = re.compile(r"^[^\t\n]*(?:\t[^\t\n]*){2,}\n(?:[ \t]*\n)*[^\t\n]*(?:\t[^\t\n]*){2,}$", re.MULTILINE)


def _is_quoted_unsaid(part: EmailMessage) -> bool:
    """Whether a part is written as quoted-printable, and its head says nothing of it."""
    said = str(part.get("content-transfer-encoding", "7bit")).strip().lower()
    data = _data(part) if said in ("7bit", "8bit", "binary") else b""
    return data.isascii() and len(_QUOTED_LETTER.findall(data)) > 1


def _content(part: EmailMessage, *, quoted: bool = False) -> str:
    try:
        charset = part.get_content_charset()
    except Exception:
        charset = None
    data = _data(part)
    text = text_of(decodestring(data) if quoted else data, charset)
    if str(part.get_param("format", "")).lower() == "flowed" and part.get_content_type() == "text/plain":
        return _unflowed(text, parted=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _reported(part: EmailMessage) -> str:
    """What is reported of another mail, a field a line, and a blank line before what is of the next of its readers."""
    payload = part.get_payload()
    told = [one for one in payload if isinstance(one, EmailMessage)] if isinstance(payload, list) else []
    groups = ("\n".join(f"{name}: {flat(str(value))}" for name, value in one.items()) for one in told)
    return "\n\n".join(group for group in groups if group)


def _without_markup(text: str) -> str:
    """Enriched text as it reads: marks left out, «<<» a sign, one line end a blank and each further one a line end."""
    text = re.sub(r"(?is)<param>.*?</param>", "", text.replace("\r\n", "\n"))
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", text).replace("\n\n", "\n")
    return re.sub(r"<<|</?[A-Za-z][\w-]{0,59}>", lambda mark: "<" if mark[0] == "<<" else "", text)


def _unflowed(text: str, *, parted: bool = False) -> str:
    """Lines that end in a blank go on in the next of the same depth (RFC 3676); «-- » ends a text.

    ``parted``: that blank is only the mark that the line goes on, and no part of the text.
    """
    joined: list[str] = []
    for line in text.splitlines():
        depth = re.match(r"(?:>[ ]?)*", line)
        before = joined[-1] if joined else ""
        quoted = re.match(r"(?:>[ ]?)*", before)
        signs = [found.group().replace(" ", "") if found else "" for found in (depth, quoted)]
        if before.endswith(" ") and not re.fullmatch(r"[> ]*-- ", before) and signs[0] == signs[1] and before.strip():
            joined[-1] = (before[:-1] if parted else before) + line[depth.end() if depth else 0 :]
        else:
            joined.append(line)
    return "\n".join(joined)


#: What the library says of a part in base64 with signs that are none of it, and of one it gives as it is packed.
_ODD_SIGNS = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)
#: A line of it: a long one, or the last, which ends with a whole group of four.
_BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}|(?:[A-Za-z0-9+/=]{4})+")


def _data(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # a damaged transfer encoding
        data = None
    if any(isinstance(one, _ODD_SIGNS) for one in part.defects):
        return _of_its_lines(str(part.get_payload()))
    return data if isinstance(data, bytes) else str(part.get_payload()).encode("utf-8", errors="replace")


def _of_its_lines(packed: str) -> bytes:
    """What is packed as base64 and breaks off, or has words of another program between its lines: not these."""
    *lines, last = [line.strip() for line in packed.split("\n") if line.strip()] or [""]
    own = [line for line in lines if _BASE64.fullmatch(line)]
    own += [last] if re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", last) else []
    return unpacked("".join(own if 2 * len(own) > len(lines) else [*lines, last]).encode("ascii", "ignore"))


def _inner(part: EmailMessage) -> bytes:
    """The bytes of a mail inside a mail."""
    inner: Any = part.get_payload()
    inner = inner[0] if isinstance(inner, list) and inner else part
    if not inner.keys() and str(part.get("content-transfer-encoding", "")).lower() == "base64":
        from base64 import b64decode

        return b64decode(str(inner.get_payload()), validate=False)
    try:
        return bytes(inner.as_bytes(policy=_AS_IT_CAME))
    except Exception:  # a damaged inner mail cannot always be written out again
        return str(inner).encode("utf-8", errors="replace")


def _name(part: EmailMessage) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except Exception:
        return ""
