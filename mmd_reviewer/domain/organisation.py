"""The organisation that a mail address names: none for a mail provider,
a guest or two organisations at once.
"""

from __future__ import annotations

import re

# Providers whose name is the same under every ending, then those of one ending only.
_EVERYWHERE = (  # beside all that end in “mail”
    "outlook live msn yahoo icloud gmx proton aol yandex tutanota tuta zoho mailfence mailbox "
    "mailinator posteo sharepoint interia centrum numericable hush riseup disroot kolabnow"
)
_PROVIDERS = (
    "web.de t-online.de freenet.de arcor.de online.de email.de mail.de mailbox.org posteo.de "
    "unitybox.de vodafone.de kabelmail.de ewe.net netcologne.de o2online.de 1und1.de orange.fr "
    "wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr numericable.fr club-internet.fr "
    "aliceadsl.fr cegetel.net voila.fr bluewin.ch hispeed.ch sunrise.ch swissonline.ch vtxnet.ch "
    "aon.at a1.net chello.at inode.at utanet.at drei.at btinternet.com btopenworld.com "
    "ntlworld.com blueyonder.co.uk virginmedia.com talktalk.net sky.com plusnet.com o2.co.uk "
    "tiscali.co.uk eircom.net telenet.be skynet.be proximus.be scarlet.be voo.be pandora.be "
    "belgacom.net ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl xs4all.nl home.nl "
    "casema.nl upcmail.nl quicknet.nl chello.nl pt.lu internet.lu vo.lu libero.it virgilio.it "
    "tin.it alice.it tiscali.it fastwebnet.it inwind.it telefonica.net terra.es ono.com sapo.pt "
    "mail.pt comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net "
    "earthlink.net juno.com netzero.net optonline.net frontier.com windstream.net centurylink.net "
    "roadrunner.com rogers.com shaw.ca bell.net sympatico.ca telus.net videotron.ca cogeco.ca "
    "eastlink.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au "
    "internode.on.net xtra.co.nz slingshot.co.nz mail.com email.com usa.com me.com mac.com pm.me "
    "hey.com duck.com inbox.com mail.ru bk.ru list.ru inbox.ru rambler.ru ukr.net i.ua qq.com "
    "foxmail.com 163.com 126.com yeah.net sina.com sohu.com naver.com hanmail.net daum.net "
    "docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com seznam.cz centrum.cz email.cz azet.sk "
    "wp.pl o2.pl interia.pl onet.pl op.pl freemail.hu citromail.hu abv.bg inbox.lv online.no "
    "telia.com bredband.net spray.se luukku.com kolumbus.fi elisanet.fi magenta.de o2.de "
    "vodafone.it liwest.at telfort.nl 139.com 189.cn github.com mail.dk tdcadsl.dk uol.com.br "
    "bol.com.br terra.com.br ig.com.br prodigy.net.mx"
)
_SECOND_LEVELS = "co com org net ac gov edu or ne go gob gouv govt gv"
_ADDRESS = re.compile(r"[^\s<>;,\"'()]+@[^\s<>;,\"'()@]+")


def organisation_of(email: str) -> str:
    """`Adventure Works` for `jd@mail.adventure-works.co.uk`; "" where the address does not tell."""
    found = {_organisation(address) for address in _ADDRESS.findall(email)}
    return found.pop() if len(found) == 1 else ""


def _organisation(address: str) -> str:
    user, _, domain = address.casefold().rpartition("@")
    labels = [label for label in domain.split(".") if label]
    if len(labels) < 2 or labels[-1].isdigit() or "#ext#" in user or _is_provider(labels):
        return ""
    if labels[-2] == "onmicrosoft":
        name = labels[0] if len(labels) > 2 else ""
    else:
        name = labels[-3] if _has_second_level(labels) else labels[-2]
    return " ".join(word[:1].upper() + word[1:] for word in _spelled_out(name).split("-") if word)


def _has_second_level(labels: list[str]) -> bool:
    return len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS.split()


def _is_provider(labels: list[str]) -> bool:
    name = labels[-3] if _has_second_level(labels) else labels[-2]
    providers = _PROVIDERS.split()
    return (
        name.endswith("mail")
        or name in _EVERYWHERE.split()
        or any(".".join(labels[at:]) in providers for at in range(len(labels) - 1))
    )


def _spelled_out(name: str) -> str:
    """`müller` for `xn--mller-kva`."""
    if not name.startswith("xn--"):
        return name
    try:
        return name[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return name
