"""Tells the furniture of a site from its article, by clear marks only: what is in doubt is kept."""

from __future__ import annotations

import re

from quizapp.library.articles.datelines import byline, is_dateline
from quizapp.messages import N_

ADVERT = N_("advertisement")
COMMENTS = N_("comments")
COOKIES = N_("cookies")
COPYRIGHT = N_("copyright")
CREDIT = N_("caption or image credit")
DATE = N_("date or author")
NAVIGATION = N_("navigation")
NEWSLETTER = N_("newsletter")
OUTSIDE = N_("outside the article")
READING_TIME = N_("reading time")
RELATED = N_("other articles")
REPEATED = N_("repeated")
SEPARATOR = N_("separator")
SHARE = N_("share buttons")
SUBSCRIPTION = N_("subscription")

_LONGEST = 300
"""Longer lines are prose, whatever words stand in them."""

_SITE = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|mail|courriel|telegram|messenger|bluesky|mastodon|threads"
    r"|pinterest|reddit|instagram|youtube|tiktok|flipboard|pocket|rss|imprimer|print|copier le lien|copy link"
    r"|partager|share|envoyer|tweeter|tweet|enregistrer|save)"
)

_LINES: dict[str, tuple[str, ...]] = {
    COOKIES: (
        r"(?:tout )?(?:accepter|refuser)(?: tout| et fermer| (?:tous )?les cookies)?",
        r"continuer sans accepter",
        r"(?:gérer|paramétrer|personnaliser) (?:les|mes) (?:cookies|choix|préférences)",
        r"(?:paramètres|politique) (?:des|de) cookies",
        r"(?:accept|reject|allow) (?:all|cookies|all cookies)",
        r"(?:manage|cookie) (?:preferences|settings|choices|policy)",
    ),
    RELATED: (
        r"(?:à )?(?:lire|voir|écouter|relire|regarder) (?:aussi|également)(?:\s?:.*)?",
        r"(?:à )?(?:lire|voir|relire|retrouver)\s?:.*",
        r"(?:à )?(?:lire|voir|écouter) (?:aussi|également)\b.*[^.!]",
        r"sur le même (?:sujet|thème)\s?:?.{0,80}",
        r"dans la même (?:rubrique|catégorie)",
        r"(?:les )?(?:articles|contenus) (?:liés|similaires|recommandés|associés|les plus lus)",
        r"les plus lus",
        r"(?:read|see|watch|listen) (?:also|more|next)\s?:.*",
        r"(?:also read|read also|see also)(?:\s?:.*)?",
        r"related(?: (?:articles|stories|posts|content|topics|news))?\s?:?",
        r"you (?:may|might) also like.{0,40}",
        r"recommended(?: (?:for you|reading|stories))?",
        r"most (?:read|popular|viewed)|trending(?: now)?|(?:more|top) stories",
    ),
    SHARE: (
        r"(?:partage[rz]|share)(?: (?:cet article|l[’']article|this|this (?:article|story|page)))?\s?:?",
        r"(?:partage[rz]|share)(?: (?:cet|l[’']|this )\s?article)? (?:sur|on|via|by)\b.{0,60}",
        rf"{_SITE}(?:(?:\s*[,|·•/]\s*|\s+){_SITE}){{0,14}}",
        r"suivez-nous(?: sur .{1,80})?|follow us(?: on .{1,80})?",
        r"lien copié|link copied",
        r"(?:envoyer|partager|recommander) par (?:e-?mail|mail|courriel|sms|whatsapp)",
    ),
    SUBSCRIPTION: (
        r"(?:article )?(?:réservé|accessible) aux abonnés.{0,60}",
        r"déjà abonnée?\s?\?.{0,60}|already a subscriber\?.{0,60}",
        r"s[’']abonner|je m[’']abonne|abonnez-vous(?: .{0,120})?|subscribe(?: now| today)?|subscribers? only",
        r"se connecter|connexion|s[’']inscrire|mon compte",
        r"(?:log|sign) ?(?:in|up)|create (?:an )?account|my account",
        r"connectez-vous (?:pour|afin de|à)\b.{1,80}|(?:log|sign) in to .{1,60}",
        r"il vous reste .{1,40} de cet article à lire.{0,80}",
    ),
    NAVIGATION: (
        r"accueil|menu|home(?: ?page)?|rechercher|recherche|search|fermer|close|plan du site|site ?map",
        r"accueil\b[^.!?]{1,150}\b(?:abonnez-vous|s[’']abonner|connexion|se connecter|mon compte)",
        r"(?:skip|jump) to (?:main )?content|(?:aller|passer) (?:directement )?au contenu(?: principal)?",
        r"(?:retour|revenir) (?:en haut|à l[’']accueil|au sommaire)(?: de (?:la )?page)?",
        r"back to (?:the )?(?:top|home)",
        r"(?:article |page )?(?:suivant|précédent)e?|(?:next|previous)(?: (?:page|article))?",
        r"(?:voir|afficher) plus|(?:show|load) more|lire la suite|read more",
        r"(?:[\w’'-]+(?: [\w’'-]+){0,3}\s*[>›»]\s*){2,6}.{1,100}",
        r"mentions légales|politique de confidentialité|privacy policy|conditions générales(?: .{1,30})?",
        r"qui sommes-nous\s?\??|contactez-nous|nous contacter|contact us|about us",
        r"terms (?:of (?:use|service)|and conditions)",
    ),
    COPYRIGHT: (
        r"(?:©|\(c\)|copyright\b).{0,250}",
        r".{0,150}\b(?:tous droits (?:de reproduction )?réservés|all rights reserved)\b.{0,100}",
    ),
    CREDIT: (
        r"(?:photo |image )?(?:crédits?|credits?)(?: (?:photos?|images?))?\s?[:©].{0,150}",
        r"(?:photos?|photograph(?:ie|e|y|er)?|images?|illustrations?|picture)\s?[:©].{0,120}",
        r"image source, .{1,80}",
        r".{1,200}\s©[^.]{0,60}",
        r".{1,200}\s/\s?(?:AFP|Reuters|Getty|AP|EPA)\b[^.]{0,40}",
    ),
    ADVERT: (
        r"publicités?|annonces?|(?:contenu )?sponsorisé",
        r"advertisements?|advertising|sponsored(?: content| post)?",
        r"la suite (?:de l[’']article )?(?:après|sous) (?:la|cette) (?:publicité|pub)",
        r"(?:article|story) continues (?:below|after) (?:this |the )?(?:ad|advertisement)",
        r"scroll to continue.{0,60}",
    ),
    COMMENTS: (
        r"(?:\d{1,6} )?(?:commentaires?|comments?)(?: ?\(\d{1,6}\))?",
        r"(?:vos|tous les|les) commentaires(?: ?\(\d{1,6}\))?",
        r"(?:laisser|ajouter|poster|écrire) un commentaire|(?:leave|post|add|write) a (?:comment|reply)",
        r"(?:voir|afficher|lire) (?:les |tous les )?(?:\d{1,6} )?commentaires",
        r"(?:view|show) (?:all )?(?:\d{1,6} )?comments|aucun commentaire|no comments(?: yet)?",
        r"répondre|reply|signaler(?: un abus)?|report abuse",
        r"soyez le premier à (?:commenter|réagir).{0,40}|be the first to comment.{0,40}",
        r"join the (?:conversation|discussion)",
    ),
    READING_TIME: (
        r"(?:temps de )?lecture\s?:?\s?(?:de )?\d{1,3}\s?min(?:utes?)?\.?",
        r"reading time\s?:?\s?\d{1,3} min(?:utes?)?",
        r"\d{1,3}[ -]min(?:utes?)?(?: de lecture| read)?",
        r"(?:écouter|listen to) (?:l[’']article|cet article|this article)",
    ),
}
"""By reason, what a whole line says, whatever its case, bullets and arrows around it aside."""

_PATTERNS = tuple(
    (reason, re.compile("|".join(f"(?:{one})" for one in lines), re.IGNORECASE))
    for reason, lines in _LINES.items()
)

_BANNER = re.compile(r"\b(?:cookies|traceurs)\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:accept|consent|partenaires|partners|préférences|preferences|paramètres|settings|en poursuivant"
    r"|by continuing|this (?:web)?site uses|ce site utilise|we use cookies"
    r"|nous utilisons des (?:cookies|traceurs))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\b(?:newsletters?|infolettres?|lettre d[’']information)\b", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"(?:inscri(?:vez|re|ption)|abonne[zr]|recevez|recevoir|chaque (?:matin|semaine|jour)|sign up|subscribe"
    r"|inbox|boîte mail|get (?:the|our)|delivered)",
    re.IGNORECASE,
)


def reason_for(text: str) -> str | None:
    """Why a line is furniture (a msgid), None where it is part of the article or in doubt."""
    if not any(char.isalnum() for char in text):
        return SEPARATOR
    if len(text) > _LONGEST:
        return None
    bare = text.strip(" \u00a0\u202f-–—•·*>»|→←[]").replace("\u00a0", " ").replace("\u202f", " ")
    for reason, pattern in _PATTERNS:
        if pattern.fullmatch(bare):
            return reason
    if _BANNER.search(bare) and _CONSENT.search(bare):
        return COOKIES
    if _LETTER.search(bare) and _SIGN_UP.search(bare):
        return NEWSLETTER
    return DATE if is_dateline(bare) or byline(bare) else None
