"""Words that tell a block's role: what web pages commonly call things, and what the annotated pages add to it."""
import numpy as np

import lexicon
from role_phrases import PHRASES

# Class and id words of elements, as `class_words` cuts them, that builders of pages use for a role.
CLASS_WORDS = {
    "headline": "headline entry-title posttitle",
    "dek": "dek standfirst subheadline subtitle subtitulo lead lede chapo excerpt deck kicker strapline intro",
    "byline": "byline author authors writer autor auteur contributor reporter verfasser",
    "date": "date datetime time timestamp published pubdate dateline updated fecha datum",
    "caption": "caption figcaption credit legend cutline legende bildunterschrift",
    "comment": "comment comments commentlist disqus review reviews reply replies kommentare respond",
    "navigation": "nav navbar navigation menu submenu mainnav dropdown pagination pager offcanvas megamenu hamburger "
                  "toc header topbar masthead lang language locale",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs breadcrumblist pathway ariane",
    "consent": "cookie cookies consent gdpr ccpa onetrust cookiebot cmp cookielaw didomi privacy cookieconsent usercentrics "
               "optanon",
    "login": "login signin signup register registration password paywall logout account regwall metered",
    "search": "search searchform searchbox suche recherche filter filters sort sorting facet facets sortby searchbar",
    "share": "share sharing social sharedaddy addthis facebook twitter whatsapp linkedin pinterest telegram sharebar "
             "addtoany print follow likes socials",
    "related": "related recommended recommendations trending popular latest teaser teasers similar mostread sidebar widget "
               "recirc taboola outbrain readmore carousel upsell",
    "newsletter": "newsletter subscribe subscription donate promo optin mailchimp klaviyo signup cta banner popup app",
    "ad": "ad ads advert advertisement sponsored sponsor dfp adsense adslot affiliate publicidad adbox gpt werbung",
    "tags": "tags tag taglist topics keywords tagcloud postmeta categories",
    "author-bio": "bio authorbio authorbox aboutauthor biography",
    "footer": "footer foot copyright colophon legal bottombar subfooter imprint",
    "other": "skip skiplink sr screen reader loading loader spinner close modal dialog noscript toast",
}

# Whole short texts and words of the text, in the languages of most pages; `|` parts whole texts, a blank parts words.
TEXTS = {
    "byline": ["by par von por di da door av af autor auteur autore author redaktion redazione redaktor reporter автор от oleh "
               "yazar editor written γράφει",
               "staff|staff writer|by|author|редакция"],
    "date": ["published updated posted veröffentlicht aktualisiert publié actualizado publicado pubblicato opublikowano "
             "опубликовано gepubliceerd publicerad january february march april june july august september october november "
             "december jan feb mar apr jun jul aug sept oct nov dec januar februar märz mai juni juli oktober dezember janvier "
             "février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio "
             "julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro "
             "dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre января февраля марта апреля мая "
             "июня июля августа сентября октября ноября декабря", ""],
    "caption": ["photo foto photograph photographer getty reuters afp courtesy archivfoto crédit credit credits bild фото "
                "fotografie picture image shutterstock", ""],
    "comment": ["reply replies commented comments kommentare commentaires comentarios commenti reviews review",
                "comments|leave a comment|leave a reply|reply|kommentare|commentaires|comentarios|commenti|комментарии|"
                "customer reviews|report abuse|antworten|répondre|responder|rispondi|ответить"],
    "navigation": ["", "home|menu|about|about us|contact|contact us|news|sport|sports|business|politics|world|technology|"
                   "entertainment|health|opinion|culture|lifestyle|video|videos|blog|shop|services|products|events|careers|"
                   "next|previous|next page|previous page|english|deutsch|français|español|italiano|português|русский|"
                   "polski|startseite|accueil|inicio|politik|wirtschaft|kultur|politique|economía|cultura|deportes|"
                   "política|economia|cronaca|esteri|главная|новости|политика|экономика|спорт|culture|table of contents|"
                   "contents|in this article|on this page|inhaltsverzeichnis|sommaire|older posts|newer posts|my account|cart|"
                   "ana sayfa|gündem|spor|ekonomi|beranda|strona główna|hem|hjem|forside|首页|ホーム|الرئيسية"],
    "breadcrumb": ["", "you are here|sie sind hier|vous êtes ici|está aquí"],
    "consent": ["cookie cookies consent gdpr cookiepolitik einwilligung consentement consentimiento datenschutzeinstellungen "
                "necessary preferences accept accepter akzeptieren aceptar accetta согласие куки vendors",
                "accept|accept all|reject all|accept cookies|alle akzeptieren|ablehnen|tout accepter|aceptar|rechazar|"
                "accetta|rifiuta|manage preferences|cookie settings|strictly necessary|functional|performance|targeting|"
                "save preferences|i agree|ok|necessary|statistics|marketing|always active|got it"],
    "login": ["login signin anmelden einloggen registrieren connexion password passwort contraseña username войти вход "
              "регистрация zaloguj accedi entrar logout",
              "login|log in|sign in|sign up|register|create account|create an account|forgot password|forgot your password|"
              "anmelden|registrieren|se connecter|connexion|iniciar sesión|registrarse|accedi|entrar|войти|вход|регистрация|"
              "zaloguj się|zaloguj|logga in|logg inn|log ind|inloggen|登录|ログイン|giriş yap|remember me|password|"
              "already have an account|subscribe to continue reading|already a subscriber|to continue reading"],
    "search": ["search suche suchen buscar recherche rechercher cerca поиск szukaj zoeken pesquisar filter filters sort",
               "search|suche|suchen|buscar|recherche|rechercher|cerca|поиск|szukaj|zoeken|sök|søk|pesquisar|ara|検索|搜索|"
               "search for|filter|filters|sort by|filter by|clear all|clear|price low to high|price high to low|"
               "reset|apply|show results|categories|refine by|featured|best selling|in stock|availability"],
    "share": ["facebook twitter whatsapp linkedin pinterest telegram reddit instagram youtube tiktok tweet",
              "share|share this|tweet|facebook|twitter|linkedin|pinterest|whatsapp|email|print|copy link|telegram|reddit|"
              "share on facebook|share on twitter|share on x|teilen|partager|compartir|condividi|поделиться|udostępnij|dela|"
              "follow us|folgen sie uns|suivez nous|síguenos|save|instagram|youtube|x|drucken|imprimer|imprimir|link copied|"
              "views|likes|shares|messenger|viber|e mail|copy|paylaş|del"],
    "related": ["", "related|related articles|related posts|related products|read more|read also|more from|recommended|"
                "most read|most popular|popular|trending|latest|latest news|you may also like|you might also like|more news|"
                "don't miss|editors picks|lesen sie auch|mehr zum thema|meistgelesen|à lire aussi|lire aussi|sur le même sujet|"
                "les plus lus|te puede interesar|lo más leído|más noticias|relacionadas|leggi anche|potrebbe interessarti|"
                "più letti|leia também|mais lidas|читайте также|популярное|czytaj także|lees ook|läs också|les også|læs også|"
                "related stories|more stories|recent posts|similar products|customers also bought|up next|see also|"
                "top stories|last news|en continu|zobacz także|ilgili haberler|baca juga|さらに読む"],
    "newsletter": ["newsletter subscribe abonnieren abonner suscríbete inbox donate donation download unsubscribe spenden "
                   "iscriviti подписаться subscription",
                   "newsletter|subscribe|sign up for our newsletter|subscribe now|donate|abonnieren|s'abonner|suscríbete|"
                   "iscriviti|подписаться|download the app|get the app|app store|google play|email address|your email|"
                   "subscribe to our newsletter|join our newsletter|stay up to date|donate now|support us|notify me"],
    "ad": ["advertisement sponsored advert werbung anzeige publicité publicidad pubblicità reklama реклама promoted",
           "advertisement|ad|ads|sponsored|anzeige|werbung|publicité|publicidad|pubblicità|реклама|reklama|annonse|annonce|"
           "annons|advertising|advertisements|story continues below advertisement|paid content|promoted|reklam|広告|iklan"],
    "tags": ["", "tags|topics|tagged|schlagworte|themen|mots clés|thèmes|etiquetas|temas|теги|tagi|tag|filed under|keywords|"
             "more on this topic|topics in this article|argomenti|emner|ämnen|etiketler"],
    "author-bio": ["biography", "about the author|about the authors|über den autor|à propos de l'auteur|sobre el autor|"
                   "об авторе|more from this author|view all posts"],
    "footer": ["copyright reserved rights imprint impressum datenschutz agb droits derechos diritti защищены zastrzeżone "
               "trademarks gmbh",
               "privacy policy|terms of use|terms of service|terms and conditions|terms|privacy|imprint|impressum|datenschutz|"
               "agb|mentions légales|aviso legal|política de privacidad|privacy e cookie|cookie policy|contact us|advertise|"
               "advertise with us|sitemap|accessibility|all rights reserved|careers|help|help center|faq|kontakt|contacto|"
               "contatti|политика конфиденциальности|cgu|jobs|press|about us|legal|terms conditions|legal notice|shipping|"
               "returns|refund policy|do not sell my personal information|customer service|our company|site map|mediadaten|"
               "gizlilik politikası|künye|redaksi|regulamin|polityka prywatności"],
    "other": ["javascript loading", "skip to content|skip to main content|loading|close|play|read more|show more|load more|"
              "see more|view more|expand|collapse|open|toggle|cancel|submit|send|back to top|zum inhalt springen|"
              "aller au contenu|saltar al contenido|schließen|fermer|cerrar|chiudi|закрыть|mehr anzeigen|voir plus|ver más|"
              "add to cart|quantity|buy now|report|edit|required|error|yes|no|back|pause|mute|copy|download|0|0 0|view all|"
              "loading...|no results|next slide|previous slide|skip navigation"],
}

# Pseudo-domains by which a word of the tables above counts for its role.
SEED_DOMAINS = 2.0
# Domains' worth of the prior mixed into each estimate.
PRIOR_DOMAINS = 2.0
LOWEST, HIGHEST = -1.5, 3.5
# A word without a seed must be seen on at least this many domains.
LEAST_DOMAINS = {"class": 4, "text": 5, "phrase": 3}
# Roles of which single words of listed phrases count too, and the letters such a word has at least.
TELLING = ("login", "consent", "newsletter", "share")
SHORTEST_WORD = 4
# A label ends within so many characters of its text.
LABEL_CHARS = 40
VOCABULARIES = ("class", "text", "phrase")


def seeds(number, is_dump):
    """{vocabulary: {word: pseudo-counts by role}} of the tables, for text dumps with what pages of many languages call their
    parts; `number` gives a role its number."""
    found = {name: {} for name in VOCABULARIES}

    def add(vocabulary, word, role, domains=SEED_DOMAINS):
        found[vocabulary].setdefault(word, np.zeros(len(number)))[number[role]] += domains

    for role, words in CLASS_WORDS.items():
        for word in words.split():
            add("class", word, role)
    for role, (words, phrases) in TEXTS.items():
        for word in words.split():
            add("text", word, role)
        lines = (phrases, *PHRASES.get(role, ())) if is_dump else (phrases,)
        listed = [phrase for line in lines for phrase in line.split("|")]
        for key in {lexicon.phrase_key(phrase) for phrase in listed} - {""}:
            add("phrase", key, role)
    for word, role in telling_words().items() if is_dump else ():
        add("text", word, role, SEED_DOMAINS / 2)
    return found


def telling_words():
    """{word: role} of words that stand in listed phrases of one role only, of roles whose words tell most."""
    places = {}
    for role, lines in PHRASES.items():
        for word in lexicon.text_words(" ".join(lines).replace("|", " ")):
            places.setdefault(word, set()).add(role)
    alone = {word: next(iter(own)) for word, own in places.items() if len(own) == 1 and len(word) >= SHORTEST_WORD}
    listed = {word for words, _ in TEXTS.values() for word in words.split()}
    return {word: role for word, role in alone.items() if role in TELLING and word not in listed}


def label_of(text):
    """What a text begins with before a colon, if that is short; the crate cuts labels alike."""
    head = text[:LABEL_CHARS]
    ends = [end for end in (head.find(":"), head.find("：")) if end > 0]
    return head[:min(ends)] if ends else ""


def page_words(page):
    """Of every block of a page: its class words (all elements up to the root), its text words, its phrase and its label."""
    chains = []
    for parent, tag, words in page["containers"]:
        above = chains[parent] if chains else frozenset()
        chains.append(above | set(words))
    found = []
    for block in page["blocks"]:
        words = lexicon.text_words(block["t"])
        phrase = {lexicon.phrase_key(block["t"])} if 0 < len(words) <= lexicon.PHRASE_WORDS else set()
        label = {lexicon.phrase_key(label_of(block["t"]))} - {""}
        classes = chains[block["c"]] | set(block["w"]) if chains else set(block.get("w", ()))
        found.append((classes, set(words), phrase, phrase | label))
    return found


class Counts:
    """Per vocabulary and word, the sum over domains of the share of each role among the word's blocks."""

    def __init__(self, number, is_dump):
        self.number, self.is_dump = number, is_dump
        self.by_domain = {name: {} for name in VOCABULARIES}
        self.priors, self.folds = {}, {}

    def add(self, page, domain, fold, shares):
        """Adds a page; `fold` is that of its whole domain; `shares`: blocks × roles, rows of zeros where the role is not known."""
        known = shares.sum(1) > 0
        if not known.any():
            return
        self.folds[domain] = fold
        self.priors[fold] = self.priors.get(fold, 0.0) + shares[known].mean(0)
        for at in np.flatnonzero(known):
            classes, texts, phrase, with_label = page[at]
            for name, words in zip(VOCABULARIES, (classes, texts, with_label if self.is_dump else phrase)):
                for word in words:
                    counted = self.by_domain[name].setdefault(word, {})
                    counted[domain] = counted.get(domain, 0.0) + shares[at]

    def weights(self, left_out=None):
        """{vocabulary: {word: log-odds by role}} of the domains that are not of the fold `left_out`."""
        prior = sum(own for fold, own in self.priors.items() if fold != left_out)
        prior = np.sqrt(prior / prior.sum() + 1e-4)
        prior /= prior.sum()
        pseudo, result = seeds(self.number, self.is_dump), {}
        for name in VOCABULARIES:
            least, kept = LEAST_DOMAINS[name], {}
            for word in self.by_domain[name].keys() | pseudo[name].keys():
                counted = self.by_domain[name].get(word, {})
                own = [count for domain, count in counted.items() if self.folds[domain] != left_out]
                if word not in pseudo[name] and len(own) < least:
                    continue
                total = sum((count / count.sum() for count in own), pseudo[name].get(word, 0.0))
                share = (total + PRIOR_DOMAINS * prior) / (total.sum() + PRIOR_DOMAINS)
                kept[word] = np.clip(np.log(share / prior), LOWEST, HIGHEST).astype(np.float32)
            result[name] = kept
        return result
