//! Names of months in the languages of the web, inflected and abbreviated. A table; the look-up is below it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::calendars::Calendar;
use crate::metadata::fold::fold;

/// One language's names, January first (or Farvardin). Forms are separated by a space; `_` is a space inside a name.
struct Names {
    language: &'static str,
    calendar: Calendar,
    months: [&'static str; 12],
}

const fn names(language: &'static str, months: [&'static str; 12]) -> Names {
    Names { language, calendar: Calendar::Gregorian, months }
}

const fn jalali(language: &'static str, months: [&'static str; 12]) -> Names {
    Names { language, calendar: Calendar::Jalali, months }
}

#[rustfmt::skip]
const NAMES: &[Names] = &[
    names("en", ["january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec"]),
    names("de", ["januar jänner jaenner jan jän", "februar feber feb febr", "märz maerz mär mrz marz", "april apr", "mai", "juni jun",
        "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez"]),
    names("fr", ["janvier janv jan", "février févr fév", "mars mar", "avril avr", "mai", "juin", "juillet juil juill", "août aoû",
        "septembre sept sep", "octobre oct", "novembre nov", "décembre déc"]),
    names("es", ["enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago ags",
        "septiembre setiembre sept sep set", "octubre oct", "noviembre nov", "diciembre dic"]),
    names("pt", ["janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago",
        "setembro set", "outubro out", "novembro nov", "dezembro dez"]),
    names("it", ["gennaio gen genn", "febbraio feb febbr", "marzo mar", "aprile apr", "maggio mag magg", "giugno giu", "luglio lug",
        "agosto ago", "settembre set sett", "ottobre ott", "novembre nov", "dicembre dic"]),
    names("nl", ["januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
        "september sept sep", "oktober okt", "november nov", "december dec"]),
    names("da", ["januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug",
        "september sept sep", "oktober okt", "november nov", "december dec"]),
    names("no", ["januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul", "august aug",
        "september sept sep", "oktober okt", "november nov", "desember des"]),
    names("sv", ["januari jan", "februari feb febr", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
        "september sept sep", "oktober okt", "november nov", "december dec"]),
    names("is", ["janúar jan", "febrúar feb", "mars mar", "apríl apr", "maí", "júní jún", "júlí júl", "ágúst ágú", "september sep",
        "október okt", "nóvember nóv", "desember des"]),
    names("fo", ["januar", "februar", "mars", "apríl", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"]),
    names("fi", ["tammikuuta tammikuu tammikuun tammi", "helmikuuta helmikuu helmikuun helmi", "maaliskuuta maaliskuu maaliskuun maalis",
        "huhtikuuta huhtikuu huhtikuun huhti", "toukokuuta toukokuu toukokuun touko", "kesäkuuta kesäkuu kesäkuun kesä",
        "heinäkuuta heinäkuu heinäkuun heinä", "elokuuta elokuu elokuun elo", "syyskuuta syyskuu syyskuun syys",
        "lokakuuta lokakuu lokakuun loka", "marraskuuta marraskuu marraskuun marras", "joulukuuta joulukuu joulukuun joulu"]),
    names("et", ["jaanuar jaanuaril jaan", "veebruar veebruaril veebr", "märts märtsil", "aprill aprillil apr", "mai mail", "juuni juunil",
        "juuli juulil", "august augustil aug", "september septembril sept", "oktoober oktoobril okt", "november novembril nov",
        "detsember detsembril dets"]),
    names("lv", ["janvāris janvārī janvāra janv", "februāris februārī februāra febr", "marts martā marta", "aprīlis aprīlī aprīļa apr",
        "maijs maijā maija", "jūnijs jūnijā jūnija jūn", "jūlijs jūlijā jūlija jūl", "augusts augustā augusta aug",
        "septembris septembrī septembra sept", "oktobris oktobrī oktobra okt", "novembris novembrī novembra nov",
        "decembris decembrī decembra dec"]),
    names("lt", ["sausio sausis saus", "vasario vasaris vas", "kovo kovas", "balandžio balandis bal", "gegužės gegužė geg",
        "birželio birželis birž", "liepos liepa liep", "rugpjūčio rugpjūtis rugp", "rugsėjo rugsėjis rugs", "spalio spalis spal",
        "lapkričio lapkritis lapkr", "gruodžio gruodis gruod"]),
    names("pl", ["stycznia styczeń sty stycz", "lutego luty lut", "marca marzec mar", "kwietnia kwiecień kwi kwiet", "maja maj",
        "czerwca czerwiec cze czerw", "lipca lipiec lip", "sierpnia sierpień sie sierp", "września wrzesień wrz wrześ",
        "października październik paź paźdz", "listopada listopad lis list", "grudnia grudzień gru grudz"]),
    names("cs", ["ledna leden led", "února únor úno", "března březen bře", "dubna duben dub", "května květen kvě", "června červen čvn",
        "července červenec čvc", "srpna srpen srp", "září zář", "října říjen říj", "listopadu listopad lis", "prosince prosinec pro"]),
    names("sk", ["januára január jan", "februára február feb", "marca marec mar", "apríla apríl apr", "mája máj", "júna jún", "júla júl",
        "augusta august aug", "septembra september sep", "októbra október okt", "novembra november nov", "decembra december dec"]),
    names("sl", ["januarja januar jan", "februarja februar feb", "marca marec mar", "aprila april apr", "maja maj", "junija junij jun",
        "julija julij jul", "avgusta avgust avg", "septembra september sep", "oktobra oktober okt", "novembra november nov",
        "decembra december dec"]),
    names("hr", ["siječnja siječanj sij", "veljače veljača velj vel", "ožujka ožujak ožu", "travnja travanj tra", "svibnja svibanj svi",
        "lipnja lipanj lip", "srpnja srpanj srp", "kolovoza kolovoz kol", "rujna rujan ruj", "listopada listopad lis",
        "studenoga studenog studeni stu", "prosinca prosinac pro"]),
    names("sr", ["januar januara jan", "februar februara feb", "mart marta mar", "april aprila apr", "maj maja", "jun juni juna juna",
        "jul juli jula", "avgust avgusta avg", "septembar septembra sep sept", "oktobar oktobra okt", "novembar novembra nov",
        "decembar decembra dec"]),
    names("sr", ["јануар јануара јан", "фебруар фебруара феб", "март марта мар", "април априла апр", "мај маја", "јун јуни јуна",
        "јул јули јула", "август августа авг", "септембар септембра сеп септ", "октобар октобра окт", "новембар новембра нов",
        "децембар децембра дец"]),
    names("mk", ["јануари јан", "февруари фев", "март мар", "април апр", "мај", "јуни јун", "јули јул", "август авг", "септември сеп септ",
        "октомври окт", "ноември ное ноем", "декември дек"]),
    names("bg", ["януари яну ян", "февруари фев", "март мар", "април апр", "май", "юни юн", "юли юл", "август авг", "септември сеп септ",
        "октомври окт", "ноември ное ноем", "декември дек"]),
    names("ru", ["января январь янв", "февраля февраль фев февр", "марта март мар", "апреля апрель апр", "мая май", "июня июнь июн",
        "июля июль июл", "августа август авг", "сентября сентябрь сен сент", "октября октябрь окт", "ноября ноябрь ноя нояб",
        "декабря декабрь дек"]),
    names("uk", ["січня січень січ", "лютого лютий лют", "березня березень бер берез", "квітня квітень кві квіт", "травня травень тра трав",
        "червня червень чер черв", "липня липень лип", "серпня серпень сер серп", "вересня вересень вер верес", "жовтня жовтень жов жовт",
        "листопада листопад лис лист", "грудня грудень гру груд"]),
    names("be", ["студзеня студзень сту", "лютага люты лют", "сакавіка сакавік сак", "красавіка красавік кра", "мая траўня май",
        "чэрвеня чэрвень чэр", "ліпеня ліпень ліп", "жніўня жнівень жні", "верасня верасень вер", "кастрычніка кастрычнік кас",
        "лістапада лістапад ліс", "снежня снежань сне"]),
    names("ro", ["ianuarie ian", "februarie feb febr", "martie mar mart", "aprilie apr", "mai", "iunie iun", "iulie iul", "august aug",
        "septembrie sept sep", "octombrie oct", "noiembrie noi nov noiem", "decembrie dec"]),
    names("hu", ["január jan januárja", "február febr feb", "március márc", "április ápr", "május máj", "június jún", "július júl",
        "augusztus aug", "szeptember szept szep", "október okt", "november nov", "december dec"]),
    names("el", ["ιανουαρίου ιανουάριος ιαν", "φεβρουαρίου φεβρουάριος φεβ φεβρ", "μαρτίου μάρτιος μαρ μάρτ", "απριλίου απρίλιος απρ",
        "μαΐου μάιος μάη μαι", "ιουνίου ιούνιος ιουν", "ιουλίου ιούλιος ιουλ", "αυγούστου αύγουστος αυγ", "σεπτεμβρίου σεπτέμβριος σεπ σεπτ",
        "οκτωβρίου οκτώβριος οκτ", "νοεμβρίου νοέμβριος νοε νοεμ", "δεκεμβρίου δεκέμβριος δεκ"]),
    names("tr", ["ocak oca", "şubat şub", "mart mar", "nisan nis", "mayıs may", "haziran haz", "temmuz tem", "ağustos ağu", "eylül eyl",
        "ekim eki", "kasım kas", "aralık ara"]),
    names("az", ["yanvar yan", "fevral fev", "mart", "aprel apr", "may", "iyun iyn", "iyul iyl", "avqust avq", "sentyabr sen", "oktyabr okt",
        "noyabr noy", "dekabr dek"]),
    names("uz", ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr sentyabr", "oktabr oktyabr", "noyabr", "dekabr"]),
    names("kk", ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"]),
    names("ky", ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]),
    names("sq", ["janar jan", "shkurt shk", "mars mar", "prill pri", "maj", "qershor qer", "korrik kor", "gusht gus", "shtator sht",
        "tetor tet", "nëntor nën", "dhjetor dhj"]),
    names("ca", ["gener gen", "febrer febr", "març", "abril abr", "maig", "juny", "juliol jul", "agost ag", "setembre set", "octubre oct",
        "novembre nov", "desembre des"]),
    names("gl", ["xaneiro xan", "febreiro feb", "marzo mar", "abril abr", "maio mai", "xuño xuñ", "xullo xul", "agosto ago", "setembro set",
        "outubro out", "novembro nov", "decembro dec"]),
    names("eu", ["urtarrilaren urtarrila urtarrilak urt", "otsailaren otsaila otsailak ots", "martxoaren martxoa martxoak mar",
        "apirilaren apirila apirilak api", "maiatzaren maiatza maiatzak mai", "ekainaren ekaina ekainak eka",
        "uztailaren uztaila uztailak uzt", "abuztuaren abuztua abuztuak abu", "irailaren iraila irailak ira", "urriaren urria urriak urr",
        "azaroaren azaroa azaroak aza", "abenduaren abendua abenduak abe"]),
    names("ga", ["eanáir ean", "feabhra feabh", "márta", "aibreán aib", "bealtaine", "meitheamh meith", "iúil", "lúnasa lún",
        "meán_fómhair mfómh", "deireadh_fómhair dfómh", "samhain samh", "nollaig noll"]),
    names("cy", ["ionawr ion", "chwefror chwef", "mawrth maw", "ebrill ebr", "mai", "mehefin meh", "gorffennaf gorff", "awst", "medi",
        "hydref hyd", "tachwedd tach", "rhagfyr rhag"]),
    names("mt", ["jannar", "frar", "marzu", "april", "mejju", "ġunju", "lulju", "awwissu", "settembru", "ottubru", "novembru", "diċembru"]),
    names("lb", ["januar", "februar", "mäerz", "abrëll", "mee", "juni", "juli", "august", "september", "oktober", "november", "dezember"]),
    names("eo", ["januaro", "februaro", "marto", "aprilo", "majo", "junio", "julio", "aŭgusto", "septembro", "oktobro", "novembro", "decembro"]),
    names("id", ["januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul", "agustus agu agt ags",
        "september sep sept", "oktober okt", "november nopember nov nop", "desember des"]),
    names("ms", ["januari jan", "februari feb", "mac", "april apr", "mei", "jun", "julai jul", "ogos ogo", "september sep sept",
        "oktober okt", "november nov", "disember dis"]),
    names("tl", ["enero ene", "pebrero peb", "marso mar", "abril abr", "mayo", "hunyo hun", "hulyo hul", "agosto ago",
        "setyembre set", "oktubre okt", "nobyembre nob", "disyembre dis"]),
    names("sw", ["januari jan", "februari feb", "machi mac", "aprili apr", "mei", "juni jun", "julai jul", "agosti ago", "septemba sep",
        "oktoba okt", "novemba nov", "desemba des"]),
    names("af", ["januarie jan", "februarie feb", "maart mrt", "april apr", "mei", "junie jun", "julie jul", "augustus aug",
        "september sept sep", "oktober okt", "november nov", "desember des"]),
    names("so", ["jannaayo", "febraayo", "maarso", "abriil", "maajo", "juun", "luuliyo", "ogost agoosto", "sebtembar", "oktoobar",
        "nofembar", "desembar"]),
    names("ha", ["janairu", "faburairu", "maris", "afirilu", "mayu", "yuni", "yuli", "agusta", "satumba", "oktoba", "nuwamba", "disamba"]),
    names("zu", ["januwari", "februwari", "mashi", "ephreli", "meyi", "juni", "julayi", "agasti", "septhemba", "okthoba", "novemba", "disemba"]),
    names("he", ["ינואר ינו", "פברואר פבר", "מרץ מרס", "אפריל אפר", "מאי", "יוני", "יולי", "אוגוסט אוג", "ספטמבר ספט", "אוקטובר אוק",
        "נובמבר נוב", "דצמבר דצמ"]),
    names("ar", ["يناير جانفي كانون_الثاني", "فبراير فيفري شباط", "مارس آذار اذار", "أبريل إبريل أفريل نيسان", "مايو ماي أيار", "يونيو يونيه جوان حزيران",
        "يوليو يوليه يوليوز جويلية تموز", "أغسطس أوت غشت آب", "سبتمبر شتنبر أيلول", "أكتوبر تشرين_الأول تشرين_أول", "نوفمبر نونبر تشرين_الثاني تشرين_ثاني",
        "ديسمبر دجنبر كانون_الأول كانون_أول"]),
    names("ckb", ["کانوونی_دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران", "تەمموز", "ئاب", "ئەیلوول", "تشرینی_یەکەم", "تشرینی_دووەم", "کانوونی_یەکەم"]),
    names("fa", ["ژانویه", "فوریه", "مارس مارچ", "آوریل آپریل", "مه می", "ژوئن ژوین", "ژوئیه جولای ژوییه", "اوت آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"]),
    names("ur", ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"]),
    names("ps", ["جنوري", "فبروري", "مارچ", "اپریل", "می", "جون", "جولای", "اګست", "سپټمبر", "اکټوبر", "نومبر", "ډسمبر"]),
    jalali("fa", ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]),
    jalali("prs", ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]),
    names("hi", ["जनवरी जन॰ जन", "फ़रवरी फर", "मार्च", "अप्रैल", "मई", "जून", "जुलाई जुल", "अगस्त अग", "सितंबर सितम्बर सित", "अक्टूबर अक्तूबर अक्टू",
        "नवंबर नवम्बर नव", "दिसंबर दिसम्बर दिस"]),
    names("mr", ["जानेवारी जाने", "फेब्रुवारी फेब्रु", "मार्च", "एप्रिल", "मे", "जून", "जुलै", "ऑगस्ट", "सप्टेंबर सप्टें", "ऑक्टोबर ऑक्टो", "नोव्हेंबर नोव्हें", "डिसेंबर डिसें"]),
    names("ne", ["जनवरी", "फेब्रुअरी", "मार्च", "अप्रिल", "मे", "जुन", "जुलाई", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"]),
    names("bn", ["জানুয়ারি জানুয়ারী", "ফেব্রুয়ারি ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট আগষ্ট অগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"]),
    names("as", ["জানুৱাৰী", "ফেব্ৰুৱাৰী", "মাৰ্চ", "এপ্ৰিল", "মে’", "জুন", "জুলাই", "আগষ্ট", "ছেপ্তেম্বৰ", "অক্টোবৰ", "নৱেম্বৰ", "ডিচেম্বৰ"]),
    names("ta", ["ஜனவரி ஜன", "பிப்ரவரி பிப்", "மார்ச்", "ஏப்ரல்", "மே", "ஜூன்", "ஜூலை", "ஆகஸ்ட் ஆகஸ்டு", "செப்டம்பர் செப்", "அக்டோபர் அக்", "நவம்பர் நவ", "டிசம்பர் டிச"]),
    names("te", ["జనవరి", "ఫిబ్రవరి", "మార్చి", "ఏప్రిల్", "మే", "జూన్", "జులై జూలై", "ఆగస్టు ఆగష్టు", "సెప్టెంబర్ సెప్టెంబరు", "అక్టోబర్ అక్టోబరు", "నవంబర్ నవంబరు", "డిసెంబర్ డిసెంబరు"]),
    names("kn", ["ಜನವರಿ", "ಫೆಬ್ರವರಿ", "ಮಾರ್ಚ್", "ಏಪ್ರಿಲ್", "ಮೇ", "ಜೂನ್", "ಜುಲೈ", "ಆಗಸ್ಟ್", "ಸೆಪ್ಟೆಂಬರ್", "ಅಕ್ಟೋಬರ್", "ನವೆಂಬರ್", "ಡಿಸೆಂಬರ್"]),
    names("ml", ["ജനുവരി", "ഫെബ്രുവരി", "മാർച്ച്", "ഏപ്രിൽ", "മേയ് മെയ്", "ജൂൺ", "ജൂലൈ", "ഓഗസ്റ്റ്", "സെപ്റ്റംബർ", "ഒക്ടോബർ", "നവംബർ", "ഡിസംബർ"]),
    names("gu", ["જાન્યુઆરી", "ફેબ્રુઆરી", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ ઓગસ્ટ", "સપ્ટેમ્બર", "ઑક્ટોબર ઓક્ટોબર", "નવેમ્બર", "ડિસેમ્બર"]),
    names("pa", ["ਜਨਵਰੀ", "ਫ਼ਰਵਰੀ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ", "ਅਗਸਤ", "ਸਤੰਬਰ", "ਅਕਤੂਬਰ", "ਨਵੰਬਰ", "ਦਸੰਬਰ"]),
    names("si", ["ජනවාරි", "පෙබරවාරි", "මාර්තු", "අප්‍රේල්", "මැයි", "ජූනි", "ජූලි", "අගෝස්තු", "සැප්තැම්බර්", "ඔක්තෝබර්", "නොවැම්බර්", "දෙසැම්බර්"]),
    names("th", ["มกราคม ม.ค", "กุมภาพันธ์ ก.พ", "มีนาคม มี.ค", "เมษายน เม.ย", "พฤษภาคม พ.ค", "มิถุนายน มิ.ย", "กรกฎาคม ก.ค", "สิงหาคม ส.ค",
        "กันยายน ก.ย", "ตุลาคม ต.ค", "พฤศจิกายน พ.ย", "ธันวาคม ธ.ค"]),
    names("lo", ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"]),
    names("km", ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"]),
    names("my", ["ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်", "ဧပြီ", "မေ", "ဇွန်", "ဇူလိုင်", "ဩဂုတ်", "စက်တင်ဘာ", "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ"]),
    names("ka", ["იანვარი იან", "თებერვალი თებ", "მარტი მარ", "აპრილი აპრ", "მაისი მაი", "ივნისი ივნ", "ივლისი ივლ", "აგვისტო აგვ",
        "სექტემბერი სექ", "ოქტომბერი ოქტ", "ნოემბერი ნოე", "დეკემბერი დეკ"]),
    names("hy", ["հունվարի հունվար հնվ", "փետրվարի փետրվար փտվ", "մարտի մարտ մրտ", "ապրիլի ապրիլ ապր", "մայիսի մայիս մյս", "հունիսի հունիս հնս",
        "հուլիսի հուլիս հլս", "օգոստոսի օգոստոս օգս", "սեպտեմբերի սեպտեմբեր սեպ", "հոկտեմբերի հոկտեմբեր հոկ", "նոյեմբերի նոյեմբեր նոյ",
        "դեկտեմբերի դեկտեմբեր դեկ"]),
];

/// What a word can mean as a month. Languages disagree on a few (`listopada` is November in Polish, October in Croatian).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) calendar: Calendar,
    meanings: Vec<(&'static str, u8)>,
}

impl Month {
    /// The month's number, and whether another language's meaning was set aside without the page's language saying so.
    pub(super) fn number(&self, language: Option<&str>) -> (u8, bool) {
        let first = self.meanings.first().map_or(1, |(_, month)| *month);
        if self.meanings.iter().all(|(_, month)| *month == first) {
            return (first, false);
        }
        let spoken = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase());
        let own = self.meanings.iter().find(|(code, _)| Some(*code) == spoken.as_deref());
        own.map_or((first, true), |(_, month)| (*month, false))
    }
}

static MONTHS: LazyLock<FxHashMap<String, Month>> = LazyLock::new(|| {
    let mut months: FxHashMap<String, Month> = FxHashMap::default();
    for language in NAMES {
        for (number, forms) in (1u8..).zip(language.months) {
            for form in forms.split(' ') {
                let entry = months
                    .entry(fold(&form.replace('_', " ")))
                    .or_insert_with(|| Month { calendar: language.calendar, meanings: Vec::new() });
                entry.meanings.push((language.language, number));
            }
        }
    }
    months
});

/// The month a folded word names. Hebrew names may carry their prefixes.
pub(super) fn month_named(folded: &str) -> Option<&'static Month> {
    MONTHS.get(folded).or_else(|| MONTHS.get(bare(folded)?))
}

/// Without the preposition that Hebrew writes before it.
fn bare(folded: &str) -> Option<&str> {
    folded.strip_prefix('ב').or_else(|| folded.strip_prefix('ל'))
}

/// What stands before a space or a full stop in the names of months.
static BEGINNINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let cut = |name: &'static String| name.match_indices([' ', '.']).filter_map(|(at, _)| name.get(..at));
    MONTHS.keys().flat_map(cut).collect()
});

/// False where no name of a month goes on behind this word with a space or a full stop.
pub(super) fn begins_month(folded: &str) -> bool {
    BEGINNINGS.contains(folded) || bare(folded).is_some_and(|bare| BEGINNINGS.contains(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_words_begin_as_such() {
        let two = |name: &&String| name.contains([' ', '.']);
        for name in MONTHS.keys().filter(two) {
            let first = name.split([' ', '.']).next().unwrap_or_default();
            assert!(begins_month(first) && begins_month(&format!("ל{first}")), "{name}");
        }
        assert!(MONTHS.keys().any(|name| two(&name)) && !begins_month("march"));
    }

    #[test]
    fn every_form_of_every_language_is_found() {
        let languages: std::collections::BTreeSet<_> = NAMES.iter().map(|names| names.language).collect();
        assert!(languages.len() >= 60, "{} languages", languages.len());
        for language in NAMES {
            for (number, forms) in (1u8..).zip(language.months) {
                for form in forms.split(' ') {
                    let month = month_named(&fold(&form.replace('_', " "))).expect(form);
                    let (found, ambiguous) = month.number(Some(language.language));
                    assert_eq!(
                        (found, ambiguous, month.calendar),
                        (number, false, language.calendar),
                        "{form}"
                    );
                }
            }
        }
    }

    #[test]
    fn languages_that_disagree_are_told_apart_by_the_page() {
        let month = month_named("listopada").expect("a month");
        assert_eq!(month.number(Some("hr")), (10, false));
        assert_eq!(month.number(Some("pl-PL")), (11, false));
        assert_eq!(month.number(None), (11, true));
    }
}
