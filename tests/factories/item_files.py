"""Files of other systems with pictures in them, made of a few bytes."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from accounts.api import User
from assessment.api import read_import, write_import
from assessment.models import BankItem
from core.api import now
from tests.factories.media import raster_bytes, zip_bytes
from tests.factories.qti import NAMESPACE_22

SCHEME = raster_bytes("PNG", (60, 40))
_CHOICE = """<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p>Что на схеме? <img src="{address}" alt="цепь" width="60" height="40"/></p>
<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
<simpleChoice identifier="A">резистор</simpleChoice>
<simpleChoice identifier="B">лампа</simpleChoice></choiceInteraction></itemBody>
<responseProcessing
  template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>"""
_HOTSPOT = """<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1">
<prompt>Покажите резистор</prompt>
<object type="image/png" width="60" height="40" data="{address}">цепь</object>
<hotspotChoice identifier="A" shape="rect" coords="0,0,20,20"/>
<hotspotChoice identifier="B" shape="circle" coords="40,20,8"/>
</hotspotInteraction></itemBody>
<responseProcessing
  template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>"""
_KEPT = """<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="point">
  <correctResponse><value>10 10</value></correctResponse>
  <areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="10,10,5" mappedValue="1"/>
  </areaMapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1">
<prompt>Покажите ключ</prompt>
<object type="image/png" width="60" height="40" data="{address}">цепь</object>
</selectPointInteraction></itemBody>
<responseProcessing
  template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response_point"/>"""
_SPOKEN = _CHOICE.replace(
    '<img src="{address}" alt="цепь" width="60" height="40"/>',
    '<object type="audio/mpeg" data="{address}">речь</object>',
)
_HEARD = """<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="integer"/>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><mediaInteraction responseIdentifier="RESPONSE" autostart="false" minPlays="1">
<prompt>Прослушайте</prompt><object type="audio/mpeg" data="{address}"/>
</mediaInteraction></itemBody>"""
QTI_ITEMS = {
    "choice": _CHOICE,
    "hotspot": _HOTSPOT,
    "kept": _KEPT,
    "spoken": _SPOKEN,
    "heard": _HEARD,
}


def qti_package(
    pictures: Mapping[str, bytes] | None = None, kinds: tuple[str, ...] = ("choice",)
) -> bytes:
    """A package of QTI 2.2: an item of each kind with each picture, in a folder of their own.

    ``pictures`` are by their paths in the package.
    """
    pictures = {"images/схема 1.png": SCHEME} if pictures is None else pictures
    files: dict[str, bytes] = {}
    resources = []
    for number, (path, content) in enumerate(pictures.items()):
        files[path] = content
        for kind in kinds:
            href = f"items/{kind}{number}.xml"
            body = QTI_ITEMS[kind].format(address=f"../{path}")
            files[href] = (
                f'<assessmentItem xmlns="{NAMESPACE_22}" identifier="{kind}{number}" '
                f'title="Схема" adaptive="false" timeDependent="false">{body}</assessmentItem>'
            ).encode()
            resources.append(
                f'<resource identifier="{kind}{number}" type="imsqti_item_xmlv2p2" href="{href}">'
                f'<file href="{href}"/><file href="{path}"/></resource>'
            )
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><metadata/>'
        f"<organizations/><resources>{''.join(resources)}</resources></manifest>"
    )
    return zip_bytes({"imsmanifest.xml": manifest.encode(), **files})


def moodle_file(content: bytes = SCHEME, name: str = "схема.png") -> bytes:
    """A quiz: a choice with the picture in the question and in an answer, and drag and drop."""
    file = f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content).decode()}'
    picture = f'&lt;img src="@@PLUGINFILE@@/{name}" alt="цепь"&gt;'
    return f"""<quiz>
<question type="multichoice"><name><text>Схема</text></name><idnumber>c1</idnumber>
<questiontext format="html"><text>Что это? {picture}</text>{file}</file></questiontext>
<defaultgrade>1</defaultgrade><single>true</single>
<answer fraction="100" format="html"><text>{picture}</text>{file}</file></answer>
<answer fraction="0" format="html"><text>лампа</text></answer></question>
<question type="ddimageortext"><name><text>Подпишите</text></name><idnumber>d1</idnumber>
<questiontext format="html"><text>Подпишите схему</text></questiontext>
<defaultgrade>1</defaultgrade>{file}</file>
<drag><no>1</no><text>ключ</text><draggroup>1</draggroup>{file}</file></drag>
<drag><no>2</no><text>лампа</text><draggroup>1</draggroup></drag>
<drop><text>вход</text><no>1</no><choice>1</choice><xleft>5</xleft><ytop>5</ytop></drop>
<drop><text></text><no>2</no><choice>2</choice><xleft>30</xleft><ytop>5</ytop></drop>
</question></quiz>""".encode()


def spoken_quiz(content: bytes, name: str = "речь.mp3") -> bytes:
    """A quiz of Moodle: a question with a player, and a word to the answer with a link."""
    file = f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content).decode()}'
    player = f'&lt;audio controls&gt;&lt;source src="@@PLUGINFILE@@/{name}"&gt;&lt;/audio&gt;'
    link = f'&lt;a href="@@PLUGINFILE@@/{name}"&gt;ещё раз&lt;/a&gt;'
    return f"""<quiz><question type="shortanswer"><name><text>Диктант</text></name>
<questiontext format="html"><text>Что сказано? {player}</text>{file}</file></questiontext>
<generalfeedback format="html"><text>{link}</text>{file}</file></generalfeedback>
<answer fraction="100"><text>мама</text></answer></question></quiz>""".encode()


def bring(content: bytes, *, by: User, name: str = "схемы.zip") -> list[BankItem]:
    """Put a file into the bank; returns the items, newest last."""
    staged = read_import(name=name, content=content, by=by, now=now())
    write_import(staged=staged, by=by, now=now())
    return list(BankItem.objects.filter(owner=by).order_by("id"))


def members(package: bytes) -> dict[str, bytes]:
    """What a ZIP file holds."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
