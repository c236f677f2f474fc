//! Words beside a date that say what it is the date of. A table; the look-up is below it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::DateLabel;
use super::tokens::{boundary_after, boundary_before};
use crate::metadata::fold::{fold, fold_apart, is_unspaced};

#[rustfmt::skip]
const LABELS: &[(DateLabel, &[&str])] = &[
    (DateLabel::Published, &[
        // English
        "published", "publish date", "published on", "published at", "first published", "originally published", "date published",
        "publication date", "posted", "posted on", "post date", "post time", "date posted", "release date", "issued", "created", "date created", "created on",
        "submitted", "uploaded", "released on", "written on", "filed", "first posted", "date added", "added on", "online since", "press release", "pub date", "dated",
        // German, Dutch, Nordic
        "veröffentlicht", "veröffentlicht am", "veröffentlichungsdatum", "publiziert", "publiziert am", "erstellt", "erstellt am", "erschienen", "erschienen am",
        "eingestellt", "eingestellt am", "geschrieben", "geschrieben am", "verfasst", "verfasst am", "gepostet", "gepostet am", "hinzugefügt", "hinzugefügt am", "erscheinungsdatum", "veröffentlichung", "online seit", "erstveröffentlichung", "gepubliceerd", "gepubliceerd op", "geplaatst", "geplaatst op",
        "verschenen", "publicatiedatum", "publicerad", "publicerat", "publicerades", "skapad", "udgivet", "offentliggjort", "publiceret", "oprettet", "publisert",
        "lagt ut", "opprettet", "julkaistu", "julkaisupäivä", "luotu", "birt", "útgefið",
        // Romance
        "publié", "publiée", "publié le", "date de publication", "mis en ligne", "mise en ligne", "mis en ligne le", "posté le", "écrit le", "paru le", "créé le", "rédigé le",
        "publicado", "publicada", "publicado el", "fecha de publicación", "publicado em", "data de publicação", "postado em", "criado em", "creado", "publicación",
        "pubblicato", "pubblicata", "pubblicato il", "data di pubblicazione", "creato il", "inserito il", "scritto il", "publicat", "publicată", "publicat el", "publicat în", "data publicării",
        "argitaratua", "publikuar", "ippubblikat",
        // Slavic, Baltic
        "опубликовано", "опубликован", "опубликована", "дата публикации", "размещено", "создано", "добавлено", "опубліковано", "дата публікації", "створено",
        "апублікавана", "публикувано", "публикувана", "дата на публикуване", "објављено", "објавено", "objavljeno", "objavljen", "objavil", "objavljeno dne", "datum objave",
        "opublikowano", "opublikowane", "data publikacji", "data dodania", "dodano", "utworzono", "publikováno", "publikované", "zveřejněno", "vydáno", "vytvořeno", "datum vydání", "vloženo",
        "zverejnené", "uverejnené", "publikuota", "paskelbta", "publicēts", "publicēta", "avaldatud", "lisatud", "loodud",
        // Greek, Hungarian, Turkic, Georgian, Armenian
        "δημοσίευση", "δημοσιεύθηκε", "δημοσιεύτηκε", "ημερομηνία δημοσίευσης", "ανάρτηση", "közzétéve", "megjelent", "publikálva", "létrehozva", "feltöltve",
        "yayınlanma", "yayınlanma tarihi", "yayın tarihi", "yayınlandı", "oluşturulma", "oluşturma tarihi", "giriş", "giriş tarihi", "eklenme", "eklenme tarihi", "haber giriş", "dərc edilib", "жарияланған", "e'lon qilingan",
        "გამოქვეყნდა", "გამოქვეყნებულია", "հրապարակվել է",
        // Semitic, Iranian, Indic
        "نشر", "نشر في", "تاريخ النشر", "نُشر", "نشرت", "تم النشر", "منشور", "פורסם", "פורסם ב", "תאריך פרסום", "פרסום", "انتشار", "تاریخ انتشار", "منتشر شده", "منتشر شده در", "تاریخ اشاعت", "شائع", "شائع شدہ", "اشاعت",
        "प्रकाशित", "प्रकाशन तिथि", "पब्लिश्ड", "प्रकाशित तिथि", "প্রকাশিত", "প্রকাশ", "প্রকাশের তারিখ", "வெளியிடப்பட்டது", "ప్రచురించబడింది", "ಪ್ರಕಟಿಸಲಾಗಿದೆ", "പ്രസിദ്ധീകരിച്ചത്", "પ્રકાશિત", "ਪ੍ਰਕਾਸ਼ਿਤ",
        // East and South-East Asia, Africa
        "発売日", "公開日", "公開", "投稿日", "投稿", "掲載日", "掲載", "配信", "作成日", "発表", "登録日", "发布", "发布时间", "发布于", "发表于", "发表", "发布日期", "刊登", "發布", "發布時間", "發表於", "發佈", "發佈時間", "发稿", "出版", "時間", "时间",
        "입력", "기사입력", "등록", "게시", "게재", "발행", "작성일", "등록일", "승인", "최초입력", "เผยแพร่", "เผยแพร่เมื่อ", "วันที่เผยแพร่", "โพสต์เมื่อ", "ngày đăng", "đăng ngày", "đăng lúc", "xuất bản", "ngày xuất bản",
        "diterbitkan", "dipublikasikan", "tayang", "terbit", "diposting", "dimuat", "tanggal terbit", "disiarkan", "diterbitkan pada", "imechapishwa", "iliyochapishwa", "ilichapishwa", "inailathala", "gepubliseer",
    ]),
    (DateLabel::Modified, &[
        "updated", "updated on", "last updated", "last update", "update", "modified", "last modified", "date modified", "date updated", "edited", "last edited", "revised", "last revised",
        "last reviewed", "reviewed by", "medically reviewed", "reviewed on", "fact checked", "last changed", "corrected", "last review date", "amended", "current as of", "as of", "last verified",
        "aktualisiert", "aktualisiert am", "akt", "zuletzt aktualisiert", "zuletzt aktualisiert am", "letzte aktualisierung", "aktualisierung", "stand", "stand vom", "geändert", "geändert am", "letzte änderung", "zuletzt geändert", "zuletzt bearbeitet", "editiert am", "editiert", "überarbeitet", "zuletzt aktualisiert",
        "bijgewerkt", "laatst bijgewerkt", "gewijzigd", "laatste update", "laatst gewijzigd", "laatste wijziging", "aangepast", "aangepast op", "uppdaterad", "uppdaterat", "senast uppdaterad", "ändrad", "opdateret", "sidst opdateret", "senest opdateret", "ændret", "oppdatert", "sist oppdatert", "sist endret", "endret",
        "päivitetty", "viimeksi päivitetty", "muokattu", "muutettu", "uppfært", "síðast uppfært",
        "mis à jour", "mis à jour le", "mise à jour", "modifié", "modifié le", "dernière mise à jour", "dernière modification", "màj", "maj", "actualisé", "actualisé le",
        "actualizado", "actualizada", "actualización", "última actualización", "modificado", "última modificación", "atualizado", "atualizada", "atualizado em", "atualização", "última atualização", "modificado em", "editado",
        "aggiornato", "aggiornata", "aggiornato il", "aggiornamento", "ultimo aggiornamento", "ultima modifica", "modifica", "modifica il", "modificato", "modificato il", "actualizat", "actualizată", "ultima actualizare", "data actualizării", "modificat", "actualitzat", "actualitzada", "última actualització",
        "eguneratua", "përditësuar",
        "обновлено", "обновлена", "обновлен", "дата обновления", "последнее обновление", "дата изменения", "изменено", "отредактировано", "оновлено", "останнє оновлення", "дата оновлення", "змінено", "абноўлена", "обновена", "актуализирана", "последна актуализация", "последна промяна", "редактирана", "ажурирано", "ažurirano", "zadnja izmjena", "posodobljeno", "zadnja sprememba", "izmijenjeno", "zadnje ažuriranje", "poslednja izmena",
        "aktualizacja", "zaktualizowano", "ostatnia aktualizacja", "zmodyfikowano", "ostatnia modyfikacja", "data aktualizacji", "data modyfikacji", "zmieniono", "aktualizováno", "aktualizace", "poslední aktualizace", "poslední úprava", "upraveno", "změněno", "aktualizované", "aktualizácia", "upravené", "posledná aktualizácia", "atnaujinta", "atjaunots", "atjaunināts", "uuendatud", "muudetud",
        "ενημέρωση", "ενημερώθηκε", "τελευταία ενημέρωση", "ανανεώθηκε", "τελευταία τροποποίηση", "frissítve", "frissítés", "utolsó frissítés", "utolsó módosítás", "módosítva", "utoljára frissítve",
        "güncelleme", "güncellenme", "güncellendi", "son güncelleme", "güncelleme tarihi", "güncellenme tarihi", "son güncellenme", "güncellenme zamanı", "yenilənib", "жаңартылған", "yangilangan", "განახლდა", "განახლებულია", "թարմացվել է",
        "تحديث", "آخر تحديث", "تم التحديث", "محدث", "تاريخ التحديث", "عدل", "آخر تعديل", "עודכן", "עדכון", "עדכון אחרון", "עודכן ב", "به روز رسانی", "به‌روزرسانی", "بروزرسانی", "آخرین به‌روزرسانی", "به روز شده", "آخرین بروزرسانی", "ویرایش", "اپ ڈیٹ", "اپڈیٹ", "آخری اپ ڈیٹ",
        "अपडेट", "अपडेटेड", "अद्यतन", "अंतिम अपडेट", "आखरी अपडेट", "अद्यतनित", "আপডেট", "হালনাগাদ", "সর্বশেষ আপডেট", "புதுப்பிக்கப்பட்டது", "నవీకరించబడింది", "ನವೀಕರಿಸಲಾಗಿದೆ", "പുതുക്കിയത്", "અપડેટ", "ਅੱਪਡੇਟ",
        "更新日", "最終更新", "最終更新日", "更新", "修正", "改訂", "更新日時", "更新时间", "更新時間", "更新于", "最后更新", "最後更新", "修订", "修改", "修改时间", "修改時間", "編集", "最近更新", "수정", "기사수정", "최종수정", "업데이트", "갱신", "수정일", "최종편집", "อัปเดต", "อัพเดท", "อัปเดตล่าสุด", "แก้ไข", "ปรับปรุง", "ปรับปรุงล่าสุด", "แก้ไขล่าสุด",
        "cập nhật", "cập nhật lúc", "cập nhật lần cuối", "chỉnh sửa", "diperbarui", "diperbaharui", "pembaruan", "terakhir diperbarui", "dikemas kini", "imesasishwa", "ilisasishwa", "opgedateer", "na-update",
    ]),
    (DateLabel::Other, &[
        "accessed", "retrieved", "archived", "expires", "expiry", "valid until", "valid through", "deadline", "born", "died", "founded", "established", "since", "copyright", "ends", "starts", "event date", "joined", "member since", "registered", "due", "effective", "opens", "closes", "from", "until", "until the", "before", "next review", "best before", "comment", "commented", "replied", "current time", "today is", "time now", "received", "accepted",
        "abgerufen", "abgerufen am", "geboren", "gestorben", "gültig bis", "gegründet", "mitglied seit", "registriert", "registriert seit", "dabei seit", "beigetreten", "aktuelle zeit", "heute ist", "inscrit", "inscrit le", "inscription", "nous sommes le", "registrado", "registrado el", "miembro desde", "registado", "membro desde", "iscritto", "iscritto dal", "geregistreerd", "lid geworden", "eingegangen", "eingegangen am", "eingereicht", "eingereicht am", "angenommen", "angenommen am", "akzeptiert", "reçu", "reçu le", "accepté", "accepté le", "recibido", "recibido el", "aceptado", "aceptado el", "fecha de recepción", "fecha de aceptación", "bis zum", "seit dem", "ab dem", "consulté le", "né le", "née le", "décédé", "depuis le", "jusqu'au", "consultado", "consultado el", "nacido", "nació", "hasta el", "desde el", "nascido", "consultato", "nato il", "nata il", "fino al", "dal", "geraadpleegd", "geboren op", "lid sinds",
        "дата обращения", "зарегистрирован", "текущее время", "zarejestrowany", "kayıt tarihi", "registrován", "родился", "родилась", "действует до", "přístup", "narozen", "dostęp", "urodzony", "閲覧", "引用日期", "注册时间", "註冊時間", "会員登録", "締切", "開催", "有効期限", "截止", "访问", "조회", "마감", "تاريخ الميلاد", "ولد في",
    ]),
];

struct Labels {
    finder: AhoCorasick,
    meanings: Vec<DateLabel>,
}

static FINDER: LazyLock<Option<Labels>> = LazyLock::new(|| {
    let (words, meanings): (Vec<String>, Vec<DateLabel>) =
        LABELS.iter().flat_map(|(label, words)| words.iter().map(|word| (fold(word), *label))).unzip();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
    Some(Labels { finder, meanings })
});

/// A label reaches this far over other words ("Published by Jane Roe in Berlin on …"), in bytes of folded text.
const REACH_BYTES: usize = 64;
/// A label after the date stands right behind it ("10:04 güncellendi", "2025-10-29 更新").
const REACH_AFTER_BYTES: usize = 4;

/// The label of a date with this text before and after it (neither holding another date). `date_follows` says that the
/// text after it ends where another date begins: a label at its end is that date's.
pub(super) fn label_beside(before: &str, after: &str, date_follows: bool) -> Option<DateLabel> {
    let start = boundary_before(before, before.len().saturating_sub(REACH_BYTES));
    let left = fold_apart(before.get(start..).unwrap_or_default());
    if let Some((label, end)) = last_label(&left) {
        let between = left.get(end..).unwrap_or_default();
        if !ends_sentence(between) {
            return Some(label);
        }
    }
    let end = boundary_after(after, REACH_BYTES);
    let right = fold_apart(after.get(..end).unwrap_or_default());
    first_label(&right, date_follows && end == after.len()).or_else(|| verb_label(&left, &right))
}

/// The label right before what a text goes on with: no number stands between them, and no end of a sentence.
#[must_use]
pub fn label_before(text: &str) -> Option<DateLabel> {
    let start = boundary_before(text, text.len().saturating_sub(REACH_BYTES));
    let folded = fold_apart(text.get(start..)?);
    let (label, end) = last_label(&folded)?;
    let between = folded.get(end..)?;
    (!between.contains(char::is_numeric) && !ends_sentence(between)).then_some(label)
}

/// Verbs whose participle stands at the end of the sentence, behind the date: "wurde am 14. Mai 2015 veröffentlicht"; and
/// what stands before it where the verb is left out: "zuletzt am 14. Mai 2015 geändert".
const SPLIT_VERBS: &[&str] = &["wurde", "wurden", "zuletzt", "ist", "werd", "is", "werden", "blev", "ble"];
/// Such a verb stands so close before the date (bytes of folded text).
const VERB_REACH_BYTES: usize = 28;

/// The label of a date that stands between a verb and its participle.
fn verb_label(left: &str, right: &str) -> Option<DateLabel> {
    let start = boundary_before(left, left.len().saturating_sub(VERB_REACH_BYTES));
    let near = left.get(start..)?;
    if near.contains(['.', '!', '?']) || !near.split(' ').any(|word| SPLIT_VERBS.contains(&word)) {
        return None;
    }
    let sentence = right.split(". ").next()?;
    let (label, _, _) = matches_in(sentence).find(|(label, ..)| *label != DateLabel::Other)?;
    Some(label)
}

/// The label that a text of its own is ("Published:", "Zuletzt aktualisiert am"), for dates that stand in the next
/// block. `None` for anything that says more.
pub fn label_of(text: &str) -> Option<DateLabel> {
    if text.len() > REACH_BYTES {
        return None;
    }
    let folded = fold_apart(text.trim());
    let (mut label, mut at) = (None, 0);
    let says_nothing = |part: Option<&str>| part.is_none_or(|part| !part.contains(char::is_alphanumeric));
    for (meaning, start, end) in matches_in(&folded) {
        if !says_nothing(folded.get(at..start)) {
            return None;
        }
        (label, at) = (Some(meaning), end);
    }
    label.filter(|_| says_nothing(folded.get(at..)))
}

fn matches_in(folded: &str) -> impl Iterator<Item = (DateLabel, usize, usize)> {
    FINDER.iter().flat_map(move |labels| {
        labels.finder.find_iter(folded).filter_map(|found| {
            let label = *labels.meanings.get(found.pattern().as_usize())?;
            stands_free(folded, found.start(), found.end()).then_some((label, found.start(), found.end()))
        })
    })
}

fn last_label(folded: &str) -> Option<(DateLabel, usize)> {
    matches_in(folded).last().map(|(label, _, end)| (label, end))
}

fn first_label(folded: &str, date_follows: bool) -> Option<DateLabel> {
    let (label, start, end) = matches_in(folded).next()?;
    let rest = folded.get(end..).unwrap_or_default().trim_start();
    let announces_next =
        rest.starts_with([':', '：']) || date_follows && !rest.contains(char::is_alphanumeric);
    (start <= REACH_AFTER_BYTES && !announces_next && !says_own_time(rest) && label != DateLabel::Other)
        .then_some(label)
}

/// A word between a label and the time of day that it speaks of ("aggiornato alle 16:58") has at most so many bytes.
const BEFORE_TIME_BYTES: usize = 5;

/// True where digits follow the label: it speaks of what comes after it.
fn says_own_time(rest: &str) -> bool {
    let is_number = |word: &str| word.starts_with(char::is_numeric);
    let mut words = rest.split_whitespace();
    match words.next() {
        Some(word) if word.len() <= BEFORE_TIME_BYTES && !is_number(word) => {
            words.next().is_some_and(is_number)
        }
        first => first.is_some_and(is_number),
    }
}

/// True where no letter goes on before or after the word, or the script writes words without spaces.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|part| part.chars().next_back());
    let after = text.get(end..).and_then(|part| part.chars().next());
    let first = text.get(start..).and_then(|part| part.chars().next());
    if first.is_some_and(|letter| is_unspaced(letter) || ('\u{ac00}'..='\u{d7a3}').contains(&letter)) {
        return true;
    }
    // Where letters have no case, only a colon tells that a label was glued to the word before it.
    let is_glued = first.is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase())
        && text.get(end..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    (is_glued || !before.is_some_and(char::is_alphanumeric)) && !after.is_some_and(char::is_alphabetic)
}

/// True where a sentence ends between label and date: the label belongs to what was said before.
fn ends_sentence(between: &str) -> bool {
    between.contains(". ") && between.len() > 12 || between.contains("! ") || between.contains("? ")
}
