"""What makes a file one for the archive (PDF/A-2b, PDF/UA-1): its description, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.strings import text

TOOL = "MMD Reviewer"
PRODUCER = "ReportLab PDF Library"
_CONDITION = "sRGB IEC61966-2.1"
_CLAIM = """<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>
<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag>\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed\
</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
_ARCHIVED = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>\
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
{archived}{claim}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. `day` is its own, midnight in UTC, never the machine's;
    `claim`: it says that it follows PDF/UA-1.
    """

    title: str
    author: str
    subject: str
    day: date
    language: str
    claim: bool = True


def describe(file: PdfFile, about: About, *, archived: bool = True) -> tuple[int, int]:
    """Write the description twice, as XMP and as the older dictionary: their numbers.

    `archived`: it says that the file follows PDF/A-2b.
    """
    xmp = _XMP.format(
        title=_xml(about.title),
        author=_xml(about.author),
        subject=_xml(about.subject),
        language=about.language,
        producer=PRODUCER,
        tool=TOOL,
        moment=f"{about.day.isoformat()}T00:00:00Z",
        archived=_ARCHIVED if archived else "",
        claim=_CLAIM if about.claim else "",
    )
    metadata = file.stream(xmp.encode(), "/Type/Metadata/Subtype/XML", packed=False)
    stamp = f"(D:{about.day.strftime('%Y%m%d').zfill(8)}000000Z)"
    info = file.add(
        f"<</Title {text(about.title)}/Author {text(about.author)}/Subject {text(about.subject)}"
        f"/Creator {text(TOOL)}/Producer {text(PRODUCER)}/CreationDate {stamp}/ModDate {stamp}>>"
    )
    return metadata, info


def colours(file: PdfFile, fonts: Path) -> int:
    """Write the meaning of the colours; the number of the output intent."""
    profile = file.stream(_profile(fonts), "/N 3")
    return file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_CONDITION})"
        f"/Info({_CONDITION})/DestOutputProfile {profile} 0 R>>"
    )


@cache
def _profile(fonts: Path) -> bytes:
    return (fonts / "press" / "sRGB.icc").read_bytes()


def _xml(value: str) -> str:
    """Text of XML; what it cannot hold is left out of the description."""
    return escape("".join(sign if sign.isprintable() else " " for sign in value))
