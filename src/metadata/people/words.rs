//! Words of bylines in the languages of the web. Tables only; every word is folded.

/// Words that open a byline. Longer ones stand before their beginnings.
pub(super) const OPENERS: &[&str] = &[
    "thread starter", "topic starter", "discussion starter", "themenersteller", "themenstarter", "erstellt durch",
    "topic started by", "thread started by", "guide by", "guest post by",
    "written and reported by", "words and photos by", "originally published by", "article written by",
    "article by", "contributed by", "written by", "published by", "reported by", "created by",
    "submitted by", "posted by", "authored by", "story by", "words by", "words:", "story:", "text by", "review by", "recipe by",
    "report by", "opinion by", "analysis by", "started by", "asked by", "uploaded by", "post author",
    "posted in by", "about the author", "post by", "author(s)", "authors", "author", "by line", "byline", "writers",
    "writer", "by", "from the desk of", "ein kommentar von", "ein gastbeitrag von", "eine analyse von",
    "ein interview von", "kommentar von", "gastbeitrag von", "geschrieben von", "veröffentlicht von",
    "erstellt von", "verfasst von", "interview von", "analyse von", "autorinnen", "autoren", "autorin", "autor/in",
    "artikel von", "text von", "aus der redaktion von", "von", "propos recueillis par", "ecrit par",
    "publie par", "poste par", "redige par", "texte", "auteurs", "auteure", "auteur", "par", "escrito por",
    "publicado por", "postado por", "redactado por", "redação por", "autores", "autora", "texto", "por",
    "scritto da", "pubblicato da", "a cura di", "redatto da", "autore", "articolo di", "di", "da",
    "geschreven door", "geplaatst door", "gepubliceerd door", "tekst", "door", "skrevet av", "skrevet af",
    "skriven av", "skrivet av", "publisert av", "publicerad av", "journalist", "tekijä", "kirjoittaja",
    "kirjoittanut", "teksti", "toimittaja", "af", "av", "höfundur", "napisal", "napsal", "napsala",
    "autorzy", "autorka", "autori", "opracowal", "opracowanie", "oprac.", "tekst:", "pise", "piše", "avtor",
    "szerzo", "irta", "scris de", "publicat de", "autoare", "de catre", "autorius", "autors", "autor", "od",
    "yazan", "yazar", "haber", "muallif", "muellif", "tac gia", "theo", "penulis", "oleh", "ditulis oleh", "pewarta",
    "reporter", "na", "imeandikwa na", "mwandishi", "ni", "автор текста", "автор статьи", "авторы", "автор",
    "текст", "автори", "аўтар", "аутор", "пише", "συγγραφεασ", "του", "τησ", "γραφει ο", "γραφει η",
    "γραφει", "απο τον", "απο την", "ავტორი", "الکاتب", "کاتب المقال", "کتب", "کتبت", "بقلم", "تالیف",
    "اعداد", "نویسنده", "نوشته", "توسط", "تحریر", "מאת", "כתב", "לילک", "लेखक", "द्वारा", "লেখক", "লিখেছেন",
    "โดย", "ผู้เขียน", "เขียนโดย", "作者", "文字", "撰文", "撰稿", "本报记者", "本報記者", "特约记者", "记者", "記者", 
    "聞き手", "執筆者", "執筆", "著者", "筆者", "投稿者", "取材・文", "文・写真", "文=", "文",
    "저자", "글쓴이", "작성자", "글", "text",
];

/// Openers that are a name's particle in some languages: taken away only where two words are left.
pub(super) const PARTICLE_OPENERS: &[&str] =
    &[
    "von", "di", "da", "na", "ni", "af", "av", "od", "theo", "του", "τησ", "text", "文", "글",
];

/// Small words between a name and a date, as they are written inside a line; labels of dates are known elsewhere.
pub(super) const DATE_LEADS: &[&str] =
    &["on", "am", "vom", "den", "le", "el", "il", "em", "op", "på", "dnia", "dne", "last"];

/// What opens a part of a byline that names no author.
pub(super) const NOT_AUTHORS: &[&str] = &[
    "all articles", "all posts", "more articles", "more posts", "more by", "recently by", "latest from", "about the author", "meet", "read article",
    "photo", "photos", "photograph", "photographs", "photography", "picture", "pictures", "image", "images",
    "foto", "fotos", "fotografie", "bild", "bilder", "illustration", "illustrations", "illustrated by",
    "video by", "video", "graphics", "edited by", "medically reviewed by", "reviewed by", "fact checked by",
    "fact-checked by", "translated by", "translation", "compiled by", "produced by", "additional reporting",
    "with additional reporting", "updated", "last updated", "published", "posted on", "posted", "share",
    "follow", "read time", "min read", "view profile", "view all", "see all", "more from", "read more",
    "comments", "subscribe", "aktualisiert", "veroffentlicht", "publie", "mis a jour", "publicado",
    "actualizado", "pubblicato", "aggiornato", "ubersetzung", "ubersetzt", "photographie", "fotografia",
    "kuva", "kuvat", "foto:", "фото", "сегодня", "写真", "図", "摄影", "攝影", "来源", "來源", "사진", "source",
    "sources", "quelle", "copyright", "责任编辑", "責任編輯", "責任編集", "责编", "编辑", "編輯", "แก้ไข", "แก้ไขล่าสุด",
    "อัปเดต", "有料記事", "会員限定", "facebook", "twitter", "whatsapp", "linkedin", "instagram", "pinterest",
    "gmt", "utc", "cet", "cest", "edt", "pst", "pdt", "bst", "logged", "sponsored", "advertisement", "original poster",
];

/// Words that say what someone does: with them a part is a role, and a name ends before them.
pub(super) const ROLES: &[&str] = &[
    "editor", "editors", "reporter", "reporters", "correspondent", "correspondents", "journalist",
    "journalists", "writer", "writers", "columnist", "contributor", "contributors", "author", "blogger",
    "producer", "photographer", "director", "analyst", "critic", "anchor", "fellow", "intern", "manager",
    "officer", "president", "founder", "cofounder", "co-founder", "ceo", "cto", "cfo", "coo", "cmo", "vp",
    "professor", "prof", "lecturer", "researcher", "scientist", "engineer", "developer", "consultant",
    "specialist", "expert", "attorney", "lawyer", "dietitian", "nutritionist", "strategist", "head", "lead",
    "chair", "chairman", "partner", "candidate", "representative", "coordinator", "associate", "assistant",
    "advisor", "adviser", "designer", "marketer", "copywriter", "team", "staff", "desk", "newsroom",
    "redakteur", "redakteurin", "redakteure", "redaktor", "redaktorin", "redaktion", "korrespondent",
    "korrespondentin", "journalistin", "autorin", "reporterin", "volontar", "volontarin", "chefredakteur",
    "chefredakteurin", "ressortleiter", "ressortleiterin", "leiter", "leiterin", "kolumnist", "kolumnistin",
    "geschaftsfuhrer", "geschaftsfuhrerin", "journaliste", "redacteur", "redactrice", "correspondant",
    "correspondante", "chroniqueur", "redactor", "redactora", "periodista", "corresponsal", "editora",
    "jornalista", "reportero", "colunista", "giornalista", "redattore", "redattrice", "corrispondente",
    "redactie", "verslaggever", "correspondente", "journalister", "redaktør", "redaktoor", "toimittaja",
    "dziennikarz", "dziennikarka", "redaktorka", "redakcja", "redakce", "novinar", "novinarka", "журналист",
    "корреспондент", "обозреватель", "редактор", "редакция", "кореспондент", "журналістка", "muhabir",
    "muhabiri", "editoru", "yazari", "wartawan", "jurnalis", "phong vien", "記者", "记者", "編集", "編集者", "編集部",
    "編集委員", "特派員", "論説委員", "기자", "선임기자", "특파원", "논설위원", "인턴기자", "앵커",
];

/// Role words that name a group: with a name before them they are an author.
pub(super) const COLLECTIVES: &[&str] = &["team", "staff", "editors", "newsroom", "desk", "redaktion", "redakcja", "redactie", "contributors", "writers", "redazione", "redaccion"];

/// Words that stand before a role word and belong to it.
pub(super) const ROLE_MODIFIERS: &[&str] = &[
    "senior", "junior", "sr", "chief", "deputy", "staff", "political", "politics", "health", "science",
    "business", "economics", "economy", "national", "international", "foreign", "world", "sports", "sport",
    "royal", "education", "environment", "climate", "technology", "tech", "entertainment", "culture",
    "arts", "news", "features", "contributing", "freelance", "guest", "special", "investigative",
    "executive", "managing", "associate", "assistant", "general", "digital", "online", "web", "data",
    "crime", "court", "legal", "media", "travel", "food", "fashion", "lifestyle", "content", "editorial",
    "video", "photo", "military", "defence", "defense", "diplomatic", "social", "local", "regional",
    "consumer", "personal", "finance", "opinion", "breaking", "late", "night", "the", "our", "former", "co",
    "marketing", "product", "software", "registered", "certified", "licensed",
];

/// News agencies, which are authors though they are single words or abbreviations.
pub(super) const AGENCIES: &[&str] = &[
    "reuters", "ap", "afp", "dpa", "upi", "pa", "ansa", "efe", "tass", "itar-tass", "interfax", "xinhua",
    "kyodo", "yonhap", "bloomberg", "apa", "sda", "ats", "keystone-sda", "belga", "anp", "ntb", "tt",
    "ritzau", "stt", "lusa", "pap", "ctk", "čtk", "tasr", "mti", "agerpres", "bta", "hina", "tanjug",
    "fena", "sta", "aa", "iha", "dha", "anka", "ria", "unian", "ukrinform", "belta", "pti", "ani", "ians",
    "app", "antara", "bernama", "aap", "canadian press", "sid", "kna", "epd", "afxp", "cp", "jiji", "cna",
    "mena", "spa", "wam", "irna", "isna", "tpn", "ots", "dapd", "ddp", "tt-ritzau", "agencies", "agenturen",
    "agencias", "agences", "新华社", "中新社", "共同", "時事", "연합뉴스", "рейтер", "тасс", "رویترز", "اف ب",
];

/// Letters after a name that stand for a degree or an honour.
pub(super) const CREDENTIALS: &[&str] = &[
    "md", "phd", "ph.d", "dds", "dmd", "do", "rn", "np", "pa-c", "rd", "rdn", "ms", "msc", "ma", "mba",
    "mph", "mfa", "jd", "esq", "cpa", "cfa", "cfp", "cpp", "psp", "bsc", "ba", "bs", "llm", "llb", "msw",
    "lcsw", "lmft", "psyd", "edd", "dvm", "pharmd", "facs", "faap", "facog", "fand", "foma", "dabom", "ldn",
    "cdces", "jr", "sr", "ii", "iii", "pe", "pmp", "rph", "mpp", "dpt", "cissp", "frcs", "mbbs", "faclm", "vmd", "dacvb", "lvt", "vts", "cepf", "cfp", "e-ryt",
];

/// Words that join two names. Slovenian "in" is not among them: in English a place follows it.
pub(super) const JOINERS: &[&str] = &[
    "and", "und", "et", "y", "e", "og", "och", "ja", "i", "oraz", "en", "es", "ve", "va", "dan", 
    "si", "и", "та", "і", "a", "ir", "un", "with", "mit", "avec", "sowie", "και", "und", "na", "&",
    "+", "x", "و", "और", "และ", "そして", "와", "과",
];

/// Small words inside names; every other word of a name starts with a capital.
pub(super) const PARTICLES: &[&str] = &[
    "de", "del", "della", "delle", "dello", "dei", "degli", "di", "da", "das", "do", "dos", "du", "des",
    "la", "las", "le", "les", "los", "el", "al", "van", "von", "vom", "zu", "zur", "zum", "der", "den",
    "ter", "ten", "te", "op", "af", "av", "bin", "bint", "ibn", "ben", "abu", "y", "e", "i", "und", "st",
    "mac", "mc", "d", "o", "ap", "na", "dela", "dalla", "dal", "lo", "san", "in", "'t", "t", "het",
];

/// Small words after which a byline speaks of a place or an employer, not of the name.
pub(super) const NAME_ENDERS: &[&str] = &[
    "in", "aus", "at", "for", "from", "bei", "fur", "pour", "para", "on", "per", "is", "was", "has", "who",
    "a", "an", "desde", "fra", "iz", "z", "w", "из", "в", "für", "reports", "reporting", "berichtet",
];

/// Names of accounts rather than people, whole.
pub(super) const LOGIN_NAMES: &[&str] = &[
    "admin", "administrator", "admins", "editor", "editors", "editorial", "editorial team",
    "editorial staff", "staff", "staff writer", "staff writers", "staff reporter", "webmaster", "web", "root", "user",
    "users", "guest", "guests", "author", "authors", "writer", "redaktion", "redakcja", "redakce",
    "redazione", "redaccion", "redaction", "la redaction", "la redaccion", "la redazione", "redação",
    "redacao", "redactie", "redaktionen", "redaktsiya", "редакция", "редакція", "toimitus", "newsroom",
    "newsdesk", "news desk", "news", "web desk", "webdesk", "desk", "team", "the team", "super user",
    "superuser", "superadmin", "test", "tester", "wordpress", "wpadmin", "wp-admin", "wpengine",
    "siteadmin", "site admin", "sysadmin", "system", "moderator", "mod", "content", "content team",
    "contributor", "contributors", "anonymous", "anonym", "anonimo", "anonyme", "unknown", "unbekannt",
    "nobody", "none", "null", "undefined", "n/a", "na", "default", "default author", "marketing",
    "marketing team", "support", "info", "press", "press release", "pressoffice", "press office", "communications",
    "no author", "not specified", "member", "deleted", "[deleted]", "owner", "dev", "developer", "manager",
    "编辑", "管理员", "管理員", "管理者", "編集部", "관리자", "운영자", "محرر", "ادارة", "مدیر",
];

/// Words that no person's name has: they make a part a heading, a site or a sentence.
pub(super) const NOT_IN_NAMES: &[&str] = &[
    "the", "news", "team", "staff", "editor", "editorial", "redaktion", "press", "agency", "media",
    "magazine", "times", "post", "daily", "journal", "gazette", "group", "inc", "llc", "ltd", "gmbh",
    "company", "university", "institute", "department", "center", "centre", "college", "association",
    "foundation", "council", "committee", "office", "service", "services", "bureau", "online", "this",
    "that", "how", "why", "what", "when", "where", "who", "is", "are", "was", "were", "with", "your", "you",
    "we", "our", "about", "contact", "home", "menu", "login", "sign", "share", "read", "more", "all", "new",
    "best", "top", "click", "here", "privacy", "policy", "terms", "cookies", "subscribe", "newsletter",
    "published", "updated", "comments", "views", "min", "shop", "now", "next", "page", "view", "apply", "general",
    "information", "select", "color", "colour", "customer", "reviews", "product", "products", "details", "log", "learn",
    "explore", "plans", "guide", "free", "trial", "support", "search", "filter", "cart", "account", "features", "reply",
    "offline", "profile", "show", "skip", "content", "download", "get", "start", "buy", "sale", "order", "calendar",
    "results", "size", "forum", "forums", "posts", "question", "browser", "gallery", "store", "insurance",
    "kontakt", "startseite", "impressum", "mehr", "seite", "suche", "accueil", "recherche", "inicio", "buscar",
];
