"""The dossier as an archive keeps it: PDF/A-3 that is PDF/UA as well, with the data it was printed from inside it.

WeasyPrint declares one standard at a time. The second is written into the same description of the file, with the schema
that PDF/A asks for of a declaration it does not know of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import unquote

VARIANT = "pdf/a-3a"

#: How an address begins that leads to a page of a file beside this one; its name and the page, from 0, follow.
BUNDLE = "krav-bundle:"

_ENDS = b"</rdf:RDF>"
_ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file inside the dossier: its bytes, what it is in a few words, and what it is to the pages."""

    name: str
    data: bytes
    told: str
    relation: Literal["Source", "Data", "Supplement"]


def as_attachments(attached: Sequence[Attached], epoch: int) -> list[Any]:
    """The files as WeasyPrint takes them, once; their dates are ``epoch``."""
    import weasyprint

    day = datetime.fromtimestamp(epoch, UTC)
    return [
        weasyprint.Attachment(
            string=one.data, name=one.name, description=one.told, created=day, modified=day, relationship=one.relation
        )
        for one in sorted(attached, key=lambda one: one.name)  # a tree of names has to be in order
    ]


def finish(_: object, pdf: Any) -> None:
    """In a file of pydyf's, declare PDF/UA beside PDF/A, name each attached file once, lead to pages of the bundle."""
    _lead_beside(pdf)
    number = int(pdf.catalog["Metadata"].split()[0])
    description = pdf.objects[number]
    description.stream = [part.replace(_ENDS, _ACCESSIBLE + _ENDS, 1) for part in description.stream]
    if "AF" in pdf.catalog:
        # WeasyPrint (70.0) lists what stands among the file's names a second time.
        once = list(dict.fromkeys(pdf.catalog["AF"]))
        pdf.catalog["AF"].clear()
        pdf.catalog["AF"].extend(once)


def _lead_beside(pdf: Any) -> None:
    """Make links to pages of another file of such addresses: it is named without a folder, so that it lies beside."""
    import pydyf

    for one in pdf.objects:
        action = one.get("A") if isinstance(one, pydyf.Dictionary) else None
        address = action["URI"].string if isinstance(action, pydyf.Dictionary) and "URI" in action else ""
        if not address.startswith(BUNDLE):
            continue
        name, _, index = address.removeprefix(BUNDLE).rpartition("/")
        file = pydyf.String(unquote(name))
        one["A"] = pydyf.Dictionary({
            "Type": "/Action", "S": "/GoToR", "NewWindow": "true",
            "F": pydyf.Dictionary({"Type": "/Filespec", "F": file, "UF": file}),
            "D": pydyf.Array([int(index), "/Fit"]),
        })  # fmt: skip
        one["Contents"] = pydyf.String(f"{unquote(name)}, {int(index) + 1}")
