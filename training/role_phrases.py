"""What pages of many languages call their parts: whole short texts by role, `|` between them. `role_words.py` begins with them.

One line a language, in the order: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Norwegian, Danish,
Finnish, Polish, Czech, Slovak, Hungarian, Romanian, Croatian or Serbian, Bulgarian, Russian, Ukrainian, Greek, Turkish,
Arabic, Persian, Hebrew, Hindi, Thai, Vietnamese, Indonesian, Japanese, Korean, Chinese.
"""

PHRASES = {
    "login": (
        "welcome back|sign in to your account|log in to your account|lost your password|lost password|reset password|username|"
        "user name|username or email|username or email address|email or username|keep me signed in|stay signed in|"
        "forgot username|not a member|don't have an account|no account yet|create your account|sign in with google|"
        "continue with google|continue with facebook|log out|subscribe to read|subscribers only|already have an account? sign in",
        "passwort vergessen|benutzername|angemeldet bleiben|konto erstellen|jetzt registrieren|bereits abonnent|einloggen|"
        "willkommen zurück|noch kein konto|mit google anmelden|benutzername oder e-mail-adresse|abmelden|kennwort|anmeldung",
        "mot de passe|mot de passe oublié|mot de passe perdu|nom d'utilisateur|identifiant|se souvenir de moi|créer un compte|"
        "s'inscrire|s'identifier|connectez-vous|rester connecté|déjà abonné|bon retour|réservé aux abonnés|se déconnecter",
        "contraseña|olvidaste tu contraseña|nombre de usuario|recuérdame|recordarme|crear cuenta|crear una cuenta|regístrate|"
        "ya eres suscriptor|bienvenido de nuevo|inicia sesión|acceder|cerrar sesión|has olvidado tu contraseña",
        "senha|esqueceu a senha|esqueci minha senha|esqueceu sua senha|nome de usuário|lembrar-me|lembrar de mim|criar conta|"
        "cadastre-se|fazer login|iniciar sessão|já é assinante|bem-vindo de volta|palavra-passe|sair|registar",
        "nome utente|password dimenticata|hai dimenticato la password|ricordami|registrati|crea un account|sei già abbonato|"
        "bentornato|accedi al tuo account|esci|login o registrati",
        "wachtwoord|wachtwoord vergeten|gebruikersnaam|onthoud mij|registreren|account aanmaken|al abonnee|welkom terug|"
        "ingelogd blijven|uitloggen|aanmelden",
        "lösenord|glömt lösenord|glömt lösenordet|användarnamn|kom ihåg mig|skapa konto|registrera dig|välkommen tillbaka|logga ut",
        "passord|glemt passord|brukernavn|husk meg|opprett konto|registrer deg|velkommen tilbake|logg ut",
        "adgangskode|glemt adgangskode|brugernavn|husk mig|opret konto|opret bruger|velkommen tilbage|log ud",
        "kirjaudu|kirjaudu sisään|salasana|unohditko salasanasi|käyttäjätunnus|käyttäjänimi|muista minut|rekisteröidy|luo tili|"
        "tervetuloa takaisin|kirjaudu ulos",
        "hasło|zapomniałeś hasła|nie pamiętasz hasła|nazwa użytkownika|zapamiętaj mnie|zarejestruj się|załóż konto|witaj ponownie|"
        "wyloguj|logowanie|rejestracja",
        "heslo|zapomenuté heslo|zapomněli jste heslo|uživatelské jméno|přihlásit se|přihlášení|zapamatovat si mě|registrace|"
        "vytvořit účet|vítejte zpět|odhlásit",
        "prihlásiť sa|prihlásenie|zabudnuté heslo|používateľské meno|zapamätať si ma|registrácia|vytvoriť účet|vitajte späť",
        "bejelentkezés|jelszó|elfelejtett jelszó|elfelejtetted a jelszavad|felhasználónév|emlékezz rám|regisztráció|"
        "üdvözöljük újra|kijelentkezés|belépés",
        "autentificare|parola|parolă|ai uitat parola|nume utilizator|ține-mă minte|înregistrare|creează cont|intră în cont|bine ai revenit",
        "prijava|prijavi se|prijavite se|lozinka|zaboravili ste lozinku|zaboravljena lozinka|korisničko ime|zapamti me|registracija|"
        "registruj se|dobrodošli nazad|odjava|пријава|лозинка",
        "парола|забравена парола|потребителско име|запомни ме|регистрирай се|влез|добре дошли отново|изход",
        "пароль|забыли пароль|имя пользователя|логин|запомнить меня|зарегистрироваться|создать аккаунт|с возвращением|"
        "войти в аккаунт|авторизация|напомнить пароль|выйти",
        "увійти|вхід|забули пароль|ім'я користувача|запам'ятати мене|зареєструватися|реєстрація|вийти",
        "σύνδεση|είσοδος|κωδικός|κωδικός πρόσβασης|ξεχάσατε τον κωδικό σας|όνομα χρήστη|να με θυμάσαι|εγγραφή|δημιουργία λογαριασμού|"
        "καλώς ήρθατε|αποσύνδεση",
        "şifre|şifremi unuttum|parolanızı mı unuttunuz|kullanıcı adı|beni hatırla|kayıt ol|üye ol|üye girişi|hesap oluştur|"
        "tekrar hoş geldiniz|oturum aç|çıkış yap|giriş",
        "تسجيل الدخول|تسجيل دخول|كلمة المرور|كلمة السر|نسيت كلمة المرور|هل نسيت كلمة المرور|نسيت كلمة السر|اسم المستخدم|تذكرني|"
        "إنشاء حساب|إنشاء حساب جديد|تسجيل|دخول|مرحبا بعودتك|مرحبًا بعودتك|البريد الإلكتروني أو اسم المستخدم|تسجيل الخروج",
        "ورود|رمز عبور|کلمه عبور|فراموشی رمز عبور|رمز عبور را فراموش کرده اید|نام کاربری|مرا به خاطر بسپار|ثبت نام|عضویت|ورود به حساب کاربری",
        "התחברות|התחבר|כניסה|סיסמה|שכחת סיסמה|שכחתי סיסמה|שם משתמש|זכור אותי|הרשמה|ברוכים השבים|התנתקות",
        "लॉग इन|लॉगिन|साइन इन|पासवर्ड|पासवर्ड भूल गए|उपयोगकर्ता नाम|यूज़रनेम|मुझे याद रखें|पंजीकरण|साइन अप|खाता बनाएं",
        "เข้าสู่ระบบ|รหัสผ่าน|ลืมรหัสผ่าน|ชื่อผู้ใช้|จดจำฉัน|สมัครสมาชิก|ลงทะเบียน|ยินดีต้อนรับกลับ",
        "đăng nhập|mật khẩu|quên mật khẩu|tên đăng nhập|tên người dùng|ghi nhớ đăng nhập|đăng ký|tạo tài khoản|chào mừng trở lại|đăng xuất",
        "masuk|kata sandi|lupa kata sandi|lupa password|nama pengguna|ingat saya|daftar|buat akun|selamat datang kembali|keluar|log masuk",
        "パスワード|パスワードを忘れた方|パスワードをお忘れですか|パスワードをお忘れの方はこちら|ユーザー名|ログイン状態を保持する|"
        "新規登録|会員登録|アカウント作成|新規会員登録|ログアウト|この記事は会員限定です|有料会員限定|有料記事|会員限定|無料会員登録",
        "로그인|비밀번호|비밀번호 찾기|아이디 찾기|아이디|아이디 저장|로그인 상태 유지|회원가입|로그아웃|비밀번호를 잊으셨나요",
        "密码|忘记密码|用户名|记住我|注册|立即注册|免费注册|用户登录|会员登录|账号登录|欢迎回来|退出|登入|註冊|密碼|忘記密碼|"
        "使用者名稱|會員登入|記住我|登錄|歡迎回來",
    ),
    "consent": (
        "accept all cookies|accept & close|accept and close|decline|deny|decline all|reject|allow all|allow selection|"
        "we value your privacy|we use cookies|your privacy|privacy settings|privacy preferences|cookie preferences|"
        "manage cookies|manage options|customize|cookie notice|cookie consent|by using this site you agree|i accept|"
        "agree|agree and close|essential|analytics|unclassified|necessary cookies|learn more about cookies|continue without accepting",
        "zustimmen|einverstanden|alle cookies akzeptieren|cookies akzeptieren|einstellungen verwalten|nur notwendige cookies|"
        "nur essenzielle cookies akzeptieren|datenschutzeinstellungen|cookie-einstellungen|auswahl speichern|"
        "wir verwenden cookies|notwendig|essenziell|statistik|alles akzeptieren|akzeptieren|zustimmen und weiter",
        "accepter|accepter et fermer|tout refuser|refuser|continuer sans accepter|paramétrer|paramétrer les cookies|"
        "gérer les cookies|personnaliser|gestion des cookies|j'accepte|accepter tous les cookies|nous utilisons des cookies",
        "aceptar todo|aceptar todas|aceptar cookies|rechazar todo|rechazar todas|configurar cookies|configurar|acepto|"
        "utilizamos cookies|política de cookies|gestionar cookies|aceptar y continuar",
        "aceitar|aceitar todos|aceitar cookies|rejeitar|rejeitar todos|recusar|concordo|prosseguir|utilizamos cookies|"
        "configurar cookies|definições de cookies|continuar e fechar|aceito",
        "accetta tutto|accetta tutti|rifiuta tutto|accetto|personalizza|continua senza accettare|gestisci preferenze|"
        "impostazioni cookie|utilizziamo i cookie|gestisci cookie|accetta e chiudi",
        "accepteren|alles accepteren|alle cookies accepteren|weigeren|alles weigeren|akkoord|cookie-instellingen|voorkeuren beheren|"
        "cookies beheren|ga akkoord",
        "acceptera|acceptera alla|godkänn|godkänn alla|godkänn alla cookies|avvisa|avvisa alla|cookieinställningar|anpassa|endast nödvändiga|"
        "hantera cookies|jag godkänner",
        "godta|godta alle|aksepter|aksepter alle|avslå|avvis alle|tilpass|innstillinger for informasjonskapsler|kun nødvendige",
        "accepter alle|tillad alle|afvis|afvis alle|kun nødvendige|cookieindstillinger|nødvendige|tillad valgte",
        "hyväksy|hyväksy kaikki|hyväksy evästeet|hyväksy kaikki evästeet|hylkää|hylkää kaikki|evästeasetukset|vain välttämättömät|"
        "muokkaa asetuksia|käytämme evästeitä",
        "akceptuję|akceptuj|zaakceptuj wszystkie|akceptuj wszystkie|zgadzam się|odrzuć|odrzuć wszystkie|ustawienia plików cookie|"
        "przejdź do serwisu|ustawienia zaawansowane|zgoda|niezbędne|zapisz ustawienia",
        "přijmout|přijmout vše|souhlasím|odmítnout|odmítnout vše|nastavení cookies|povolit vše|podrobné nastavení|rozumím",
        "prijať všetko|prijať|súhlasím|odmietnuť|odmietnuť všetko|nastavenia cookies|povoliť všetko|rozumiem",
        "elfogadom|elfogad|összes elfogadása|elutasítom|elutasít|süti beállítások|beállítások kezelése|rendben|értem",
        "accept toate|acceptă|acceptă toate|refuz|refuză|respinge|setări cookie-uri|sunt de acord|de acord|politica de cookies",
        "prihvaćam|prihvati|prihvati sve|prihvatam|slažem se|odbij|odbij sve|postavke kolačića|podešavanja kolačića|u redu|прихватам",
        "приемам|приемам всички|съгласен съм|отказвам|настройки на бисквитките|разбрах",
        "принять|принять все|принимаю|согласен|отклонить|настройки cookie|понятно|хорошо|мы используем файлы cookie|я согласен",
        "прийняти|прийняти всі|погоджуюсь|приймаю|відхилити|налаштування файлів cookie|зрозуміло",
        "αποδοχή|αποδοχή όλων|συμφωνώ|απόρριψη|απόρριψη όλων|ρυθμίσεις cookies|αποδέχομαι|περισσότερες επιλογές",
        "kabul et|tümünü kabul et|kabul ediyorum|reddet|tümünü reddet|çerez ayarları|çerez politikası|anladım|çerezleri kabul et|tamam",
        "قبول|أوافق|موافق|اوافق|قبول الكل|قبول جميع ملفات تعريف الارتباط|رفض|رفض الكل|إعدادات ملفات تعريف الارتباط|موافقة|أقبل|حسنا|فهمت",
        "می پذیرم|قبول|موافقم|پذیرفتن همه|رد کردن|متوجه شدم",
        "אישור|אני מסכים|אני מאשר|קבל הכל|דחה|הגדרות עוגיות|הבנתי|מסכים",
        "स्वीकार करें|सभी स्वीकार करें|मैं सहमत हूं|अस्वीकार करें|सहमत",
        "ยอมรับ|ยอมรับทั้งหมด|ปฏิเสธ|ปฏิเสธทั้งหมด|ตั้งค่าคุกกี้|ตกลง|นโยบายคุกกี้",
        "chấp nhận|chấp nhận tất cả|đồng ý|từ chối|tôi đồng ý|cài đặt cookie",
        "terima|terima semua|setuju|saya setuju|tolak|tolak semua|pengaturan cookie|mengerti",
        "同意する|すべて許可|すべてのクッキーを受け入れる|承諾する|拒否する|すべて拒否|クッキー設定|同意して閉じる|許可する|同意します",
        "동의|동의합니다|모두 동의|모두 허용|수락|거부|모두 거부|쿠키 설정|확인",
        "接受|同意|全部接受|接受所有|我同意|拒绝|全部拒绝|我知道了|cookie设置|接受全部|拒絕|同意並繼續|我接受|確定",
    ),
    "share": (
        "share this article|share this story|share article|share on whatsapp|share via email|share on linkedin|follow|"
        "follow us on|connect with us|stay connected|send by email|email this|print this page|join us on facebook|gift article|"
        "copy url|threads|bluesky|line|vk|odnoklassniki|copied|listen|listen to this article",
        "artikel teilen|auf facebook teilen|auf twitter teilen|auf whatsapp teilen|per e-mail teilen|link kopieren|versenden|"
        "merken|artikel drucken|folgen|seite drucken|per mail|e-mail",
        "partager l'article|partager sur facebook|partager sur twitter|copier le lien|envoyer par mail|suivre|suivez-nous|"
        "partager cet article|envoyer par e-mail",
        "compartir en facebook|compartir en twitter|comparte|compártelo|compartir artículo|copiar enlace|enviar por correo|seguir|guardar",
        "compartilhar|compartilhe|partilhar|compartilhar no facebook|copiar link|siga-nos|seguir|salvar|partilhe este artigo|enviar por email",
        "condividi su facebook|condividi su twitter|condividi questo articolo|copia link|seguici|seguici su|stampa|invia|salva",
        "delen|deel|deel dit artikel|deel op facebook|deel via e-mail|kopieer link|volg ons|afdrukken|bewaren",
        "dela artikeln|dela på facebook|kopiera länk|följ oss|skriv ut|spara|mejla",
        "del artikkelen|del på facebook|kopier lenke|følg oss|skriv ut|lagre",
        "del artiklen|del på facebook|kopier link|følg os|udskriv|gem",
        "jaa|jaa artikkeli|jaa facebookissa|kopioi linkki|seuraa meitä|tulosta|tallenna",
        "udostępnij na facebooku|podziel się|udostępnij artykuł|kopiuj link|skopiuj link|obserwuj nas|drukuj|zapisz|wyślij|obserwuj",
        "sdílet|sdílet na facebooku|sdílet článek|kopírovat odkaz|sledujte nás|tisk|vytisknout|poslat e-mailem",
        "zdieľať|zdieľať na facebooku|kopírovať odkaz|sledujte nás|tlačiť|poslať e-mailom",
        "megosztás|megosztom|megosztás facebookon|link másolása|kövess minket|nyomtatás|küldés e-mailben",
        "distribuie|distribuie pe facebook|copiază linkul|urmărește-ne|tipărește|trimite pe email|share pe facebook",
        "podijeli|podeli|podijeli na facebooku|kopiraj link|pratite nas|ispiši|štampaj|подели",
        "споделете|сподели|сподели във facebook|копирай линк|последвайте ни|принтирай",
        "поделиться в|скопировать ссылку|подписывайтесь|мы в соцсетях|распечатать|версия для печати|вконтакте|одноклассники|отправить|сохранить",
        "поділитися|поширити|скопіювати посилання|підписуйтесь|роздрукувати|ми в соцмережах",
        "κοινοποίηση|μοιραστείτε|μοιράσου|αντιγραφή συνδέσμου|ακολουθήστε μας|εκτύπωση|αποστολή",
        "facebook'ta paylaş|twitter'da paylaş|bağlantıyı kopyala|linki kopyala|bizi takip edin|takip et|yazdır|kaydet|whatsapp'ta paylaş",
        "شارك|مشاركة|شارك هذا المقال|شارك المقال|شارك الخبر|شاركها|مشاركة عبر فيسبوك|نسخ الرابط|انسخ الرابط|تابعنا|تابعونا|"
        "تابعنا على|طباعة|فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|انستغرام|يوتيوب|لينكدإن|حفظ|البريد الإلكتروني",
        "اشتراک گذاری|به اشتراک بگذارید|کپی لینک|ما را دنبال کنید|چاپ|ارسال به دوستان|تلگرام|توییتر|فیسبوک|لینک کوتاه",
        "שתף|שיתוף|שתפו|שתף בפייסבוק|שתף בוואטסאפ|העתק קישור|עקבו אחרינו|הדפסה|הדפס|פייסבוק|טוויטר|וואטסאפ",
        "शेयर|शेयर करें|साझा करें|लिंक कॉपी करें|हमें फॉलो करें|फॉलो करें|प्रिंट करें|फेसबुक|ट्विटर|व्हाट्सएप",
        "แชร์|แบ่งปัน|แชร์บทความ|คัดลอกลิงก์|ติดตามเรา|พิมพ์|เฟซบุ๊ก|ทวิตเตอร์",
        "chia sẻ|chia sẻ bài viết|sao chép liên kết|sao chép link|theo dõi chúng tôi|in bài|lưu|gửi email|theo dõi",
        "bagikan|bagikan artikel|bagikan ke facebook|salin tautan|salin link|ikuti kami|cetak|simpan|kongsi",
        "シェア|シェアする|共有|ツイート|リンクをコピー|フォローする|印刷|印刷する|はてなブックマーク|ブックマーク|保存|ポスト|メールで送る|フェイスブック",
        "공유|공유하기|기사 공유|페이스북|트위터|카카오톡|카카오스토리|네이버 블로그|url 복사|링크 복사|인쇄|프린트|스크랩|팔로우|네이버 밴드",
        "分享|分享到|分享到微信|微信|微博|新浪微博|qq空间|复制链接|关注我们|打印|收藏|点赞|朋友圈|分享至|複製連結|列印|追蹤我們|轉發|扫码分享|用微信扫描二维码",
    ),
    "newsletter": (
        "subscribe to newsletter|get our newsletter|sign up for newsletter|newsletter sign up|join our mailing list|"
        "enter your email|enter your email address|your email address|thank you for subscribing|you can unsubscribe at any time|"
        "become a member|support our journalism|make a donation|download our app|get it on google play|download on the app store|"
        "subscribe today|enable notifications|allow notifications|get breaking news alerts|join our telegram channel|weekly newsletter|daily newsletter",
        "newsletter abonnieren|newsletter bestellen|jetzt abonnieren|jetzt spenden|e-mail-adresse eingeben|ihre e-mail-adresse|"
        "app herunterladen|unterstützen sie uns|zum newsletter anmelden|jetzt bei google play|kostenlos abonnieren|mitglied werden",
        "inscription à la newsletter|s'inscrire à la newsletter|abonnez-vous|je m'abonne|faire un don|votre adresse e-mail|"
        "votre email|votre e-mail|recevoir la newsletter|lettre d'information|télécharger l'application|soutenez-nous|je m'inscris",
        "suscríbete a nuestro boletín|boletín|boletines|suscribirse|tu correo electrónico|correo electrónico|dona|donar|"
        "descarga la app|suscríbete a la newsletter|hazte socio|apóyanos|recibe nuestro boletín",
        "assine|assine a newsletter|assine nossa newsletter|inscreva-se|seu e-mail|seu email|doe|doar|baixe o aplicativo|baixe o app|"
        "receba notícias|apoie|cadastre seu e-mail|subscrever|subscreva",
        "iscriviti alla newsletter|abbonati|la tua email|inserisci la tua email|dona ora|dona|scarica l'app|sostienici|la nostra newsletter|indirizzo email",
        "nieuwsbrief|meld je aan|aanmelden nieuwsbrief|schrijf je in|inschrijven|uw e-mailadres|je e-mailadres|abonneer|word abonnee|doneer|download de app|word lid",
        "nyhetsbrev|prenumerera|din e-postadress|bli medlem|ladda ner appen|prenumerera på vårt nyhetsbrev|anmäl dig",
        "abonner|abonner på nyhetsbrev|din e-postadresse|bli medlem|last ned appen|meld deg på nyhetsbrevet|støtt oss",
        "tilmeld nyhedsbrev|nyhedsbrev|abonnér|din e-mail|din e-mailadresse|bliv medlem|hent appen|støt os|tilmeld",
        "uutiskirje|tilaa uutiskirje|tilaa|sähköpostiosoite|lataa sovellus|tue meitä|tilaa uutiskirjeemme",
        "zapisz się na newsletter|zapisz się|subskrybuj|twój adres e-mail|twój e-mail|adres e-mail|wesprzyj nas|pobierz aplikację|wspieraj nas|prenumerata",
        "odebírat novinky|přihlásit k odběru|odběr novinek|váš e-mail|e-mailová adresa|podpořte nás|stáhnout aplikaci|předplatné",
        "odoberať novinky|prihlásiť na odber|odber noviniek|váš e-mail|podporte nás|stiahnuť aplikáciu|predplatné",
        "hírlevél|feliratkozás|feliratkozom|iratkozz fel|iratkozz fel hírlevelünkre|e-mail cím|támogatás|támogass minket|töltsd le az appot|hírlevél feliratkozás",
        "abonează-te|abonează-te la newsletter|aboneaza-te|adresa de email|donează|descarcă aplicația|susține-ne|înscrie-te",
        "pretplati se|pretplatite se|prijavi se na newsletter|vaša email adresa|doniraj|podržite nas|preuzmite aplikaciju|бюлетин",
        "абонирай се|абонирайте се|вашият имейл|дарете|подкрепете ни|бюлетин",
        "подписка|подпишитесь на рассылку|подписаться на рассылку|рассылка|ваш email|ваш e-mail|электронная почта|"
        "поддержать проект|поддержите нас|скачать приложение|подписывайтесь на наш телеграм-канал|подпишитесь на нас|подпишись",
        "підписатися|підписка|підпишіться на розсилку|ваш email|підтримати|підтримайте нас|розсилка|підписуйтесь на наш telegram",
        "εγγραφείτε στο newsletter|εγγραφή στο newsletter|το email σας|ενημερωτικό δελτίο|δωρεά|κατεβάστε την εφαρμογή|συνδρομή",
        "abone ol|bültene abone ol|e-bülten|e-posta adresiniz|e-posta adresi|bağış yap|uygulamayı indir|bültenimize abone olun|destek ol",
        "اشترك|اشتراك|اشترك الآن|النشرة البريدية|النشرة الإخبارية|اشترك في النشرة البريدية|اشترك في نشرتنا الإخبارية|"
        "القائمة البريدية|بريدك الإلكتروني|أدخل بريدك الإلكتروني|تبرع|تبرع الآن|حمل التطبيق|تحميل التطبيق|ادعمنا",
        "خبرنامه|عضویت در خبرنامه|اشتراک|ایمیل شما|دانلود اپلیکیشن|حمایت از ما",
        "ניוזלטר|הרשמה לניוזלטר|הירשמו|הרשמו לניוזלטר|האימייל שלך|תרומה|תרמו|הורידו את האפליקציה|הצטרפו",
        "न्यूज़लेटर|सब्सक्राइब करें|सदस्यता लें|अपना ईमेल दर्ज करें|ऐप डाउनलोड करें|दान करें",
        "จดหมายข่าว|สมัครรับข่าวสาร|สมัครรับจดหมายข่าว|อีเมลของคุณ|ดาวน์โหลดแอป|บริจาค|รับข่าวสาร",
        "bản tin|đăng ký nhận tin|đăng ký nhận bản tin|email của bạn|nhập email của bạn|tải ứng dụng|ủng hộ|nhận bản tin",
        "berlangganan|langganan|buletin|daftar newsletter|alamat email|email anda|unduh aplikasi|donasi|dukung kami",
        "メールマガジン|メルマガ登録|ニュースレター|ニュースレター登録|登録する|メールアドレス|寄付する|アプリをダウンロード|購読する|通知を受け取る",
        "뉴스레터|뉴스레터 구독|구독|구독하기|구독 신청|이메일 주소|앱 다운로드|후원|후원하기|기부하기",
        "订阅|立即订阅|订阅我们|电子报|邮箱|输入邮箱|下载app|下载客户端|打开app|客户端下载|捐款|捐赠|訂閱|訂閱電子報|電子報|電子郵件|下載app|贊助|支持我們",
    ),
    "search": (
        "search this site|search results|search here|search site|type to search|search by keyword|advanced search|sort|"
        "newest first|oldest first|relevance|sort by relevance|refine results|apply filters|clear filters|reset filters|no results found|looking for something",
        "suchbegriff eingeben|suche nach|erweiterte suche|sortieren nach|filtern|filter zurücksetzen|suchbegriff|relevanz|neueste zuerst|suche öffnen",
        "rechercher sur le site|rechercher :|que recherchez-vous|recherche avancée|trier par|filtrer|filtrer par|effacer|réinitialiser|ok",
        "búsqueda|busca|buscador|buscar en|búsqueda avanzada|ordenar por|filtrar|filtrar por|filtros|limpiar filtros|relevancia",
        "buscar|busca|pesquisa|pesquise|busca avançada|ordenar por|filtrar|filtros|limpar filtros|procurar|relevância",
        "ricerca|cerca nel sito|ricerca avanzata|ordina per|filtra|filtri|filtra per|trova|azzera filtri",
        "zoek|zoekopdracht|uitgebreid zoeken|sorteer op|sorteren op|filteren|zoeken naar|wis filters",
        "sök efter|sökning|avancerad sökning|sortera|sortera efter|filtrera|rensa filter|sök på sidan",
        "søk etter|søk her|avansert søk|sorter|sorter etter|filtrer|nullstill",
        "søgning|søg efter|avanceret søgning|sortér efter|filtrér|ryd filtre|søg her",
        "haku|hae|etsi|hae sivustolta|tarkennettu haku|järjestä|suodata|tyhjennä",
        "wyszukaj|wyszukiwarka|wyszukiwanie|wyszukiwanie zaawansowane|sortuj|sortuj według|filtruj|filtry|wyczyść filtry",
        "hledat|vyhledávání|vyhledat|hledej|řadit podle|filtrovat|rozšířené vyhledávání|seřadit",
        "hľadať|vyhľadávanie|vyhľadať|zoradiť|filtrovať|zoradiť podľa",
        "keresés|kereső|részletes keresés|rendezés|szűrés|szűrők|keresés az oldalon",
        "caută|căutare|cauta|căutare avansată|sortează|filtrează|ordonează după",
        "pretraga|traži|pretraži|tražilica|napredna pretraga|sortiraj|filtriraj|претрага",
        "търсене|търси|търсене в сайта|подреди по|филтри|разширено търсене",
        "искать|найти|поиск по сайту|расширенный поиск|сортировать|сортировка|фильтр|фильтры|показать|сбросить",
        "пошук|шукати|знайти|пошук по сайту|сортувати|фільтр|розширений пошук",
        "αναζήτηση|αναζήτηση για|ψάξε|σύνθετη αναζήτηση|ταξινόμηση|φίλτρα|εύρεση",
        "arama|ara...|arama yap|sitede ara|gelişmiş arama|sırala|filtrele|aranacak kelime|filtreler",
        "بحث|ابحث|البحث|ابحث هنا|بحث في الموقع|البحث عن|بحث متقدم|ترتيب حسب|تصفية|ابحث عن",
        "جستجو|جستجوی پیشرفته|جستجو کنید|جستجو در سایت|مرتب سازی|فیلتر",
        "חיפוש|חפש|חיפוש באתר|חיפוש מתקדם|מיון|סינון|מיין לפי",
        "खोज|खोजें|सर्च|सर्च करें|यहां खोजें",
        "ค้นหา|ค้นหา...|ค้นหาขั้นสูง|เรียงตาม|กรอง|ตัวกรอง",
        "tìm kiếm|tìm|tìm kiếm nâng cao|sắp xếp|sắp xếp theo|lọc|bộ lọc|nhập từ khóa",
        "cari|pencarian|cari di sini|telusuri|urutkan|saring|cari berita|carian",
        "検索する|サイト内検索|キーワード検索|詳細検索|並べ替え|並び替え|絞り込み|絞り込む|キーワードを入力|記事を検索",
        "검색|검색하기|통합검색|상세검색|정렬|검색어를 입력하세요|검색어 입력|필터|최신순|인기순",
        "搜索一下|站内搜索|高级搜索|搜一搜|请输入关键词|请输入关键字|排序|筛选|热门搜索|搜尋|進階搜尋|請輸入關鍵字|篩選|查詢|查询|全站搜尋",
    ),
    "tags": (
        "tags:|topics:|related topics|tagged with|in this story|explore more on these topics|categories|posted in|filed in|tagged as|article tags|hashtags",
        "stichwörter|mehr zum thema|themen:|schlagwörter|schlagworte:|tags zum artikel|verschlagwortet mit|kategorien",
        "mots-clés|sujets|thématiques|étiquettes|sur le même thème|catégories",
        "etiquetas:|archivado en|temas relacionados|en esta noticia|más sobre este tema|palabras clave|tópicos",
        "tópicos|assuntos|tags relacionadas|palavras-chave|marcadores|mais sobre|temas relacionados",
        "argomenti:|leggi tutto su|parole chiave|temi|argomenti trattati|articoli su",
        "onderwerpen|trefwoorden|meer over|labels|thema's",
        "ämnen i artikeln|läs mer om|nyckelord|taggar",
        "emneord|les mer om|nøkkelord|tagger|stikkord",
        "læs mere om|nøgleord|stikord",
        "aiheet|avainsanat|aiheesta|asiasanat|lue lisää aiheesta",
        "tematy|słowa kluczowe|tagi:|więcej na temat|powiązane tematy|etykiety",
        "témata|štítky|klíčová slova|více o tématu|tagy|související témata",
        "témy|kľúčové slová|viac o téme|štítky",
        "címkék|címkék:|témák|kulcsszavak|kapcsolódó témák",
        "etichete|etichete:|subiecte|cuvinte cheie|pe aceeași temă|taguri",
        "oznake|ključne riječi|ključne reči|tagovi|teme|таг|тагови",
        "етикети|ключови думи|още за|тагове|теми",
        "теги:|темы|метки|ключевые слова|сюжет|сюжеты|ещё по теме|по теме",
        "ключові слова|теми|мітки|більше про|теґи|теги:",
        "ετικέτες|θέματα|λέξεις κλειδιά|σχετικά θέματα|διαβάστε περισσότερα για",
        "etiketler:|konular|anahtar kelimeler|etiket|haber etiketleri|ilgili konular",
        "وسوم|الوسوم|الوسوم:|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|الكلمات الدلالية|هاشتاغ|مواضيع ذات صلة|تاغ|موضوعات|علامات",
        "برچسب ها|برچسب‌ها|برچسب ها:|کلیدواژه ها|کلمات کلیدی|موضوعات",
        "תגיות|תגיות:|נושאים|מילות מפתח|תגים|עוד בנושא",
        "टैग|टैग्स|विषय|टैग:|टॉपिक",
        "แท็ก|แท็กที่เกี่ยวข้อง|หัวข้อ|ป้ายกำกับ|คำค้น",
        "từ khóa|từ khoá|chủ đề|thẻ|tags:|xem thêm về",
        "topik|topik terkait|kata kunci|label|tag terkait|tags :",
        "タグ|キーワード|関連キーワード|関連タグ|トピックス|テーマ|ハッシュタグ",
        "태그|키워드|관련 태그|관련 키워드|해시태그|주제",
        "标签|标签:|关键词|关键字|话题|相关标签|標籤|關鍵字|相關標籤|主題|責任編輯",
    ),
    "related": (
        "editors choice|editor's choice|editor's picks|editor's pick|must read|most viewed|most shared|most commented|recommended for you|"
        "more on this story|more from this section|you may like|what to read next|read next|more like this|in case you missed it|"
        "recommended stories|featured stories|breaking news|latest articles|related news|related content|sponsored stories|today's top stories",
        "das könnte sie auch interessieren|das könnte dich auch interessieren|auch interessant|meistgelesene artikel|beliebt|"
        "empfohlen|weitere artikel|weitere themen|neueste artikel|aktuelle nachrichten|ähnliche artikel|mehr artikel|top-themen|mehr lesen|passend zum thema",
        "articles similaires|à découvrir|vous aimerez aussi|nos articles recommandés|les plus populaires|à ne pas manquer|"
        "articles liés|derniers articles|les dernières actualités|voir aussi|recommandé pour vous|plus d'articles|à voir aussi|dernières nouvelles",
        "noticias relacionadas|artículos relacionados|lo más visto|más leídas|lo último|últimas noticias|también te puede interesar|"
        "te recomendamos|más vistas|recomendado|lo más popular|ver también|leer también|lea también|más de|destacados",
        "notícias relacionadas|artigos relacionados|veja também|mais notícias|últimas notícias|recomendados|você pode gostar|"
        "mais vistas|leia mais|relacionados|saiba mais|destaques|recomendadas|em destaque",
        "articoli correlati|articoli recenti|i più letti|notizie correlate|ultime notizie|da non perdere|altri articoli|"
        "vedi anche|consigliati|potrebbe interessarti anche|in evidenza|le più lette|ultim'ora|raccomandati",
        "gerelateerde artikelen|meest gelezen|aanbevolen|laatste nieuws|meer nieuws|ook interessant|lees verder|lees meer|populair|net binnen|meer artikelen",
        "relaterade artiklar|mest läst|mest lästa|senaste nytt|senaste nyheterna|mer från|rekommenderat|fler artiklar|relaterat|populärt",
        "relaterte saker|mest lest|siste nytt|siste nyheter|mer fra|anbefalt|flere saker|relaterte artikler|populært",
        "relaterede artikler|mest læste|seneste nyt|seneste nyheder|mere fra|anbefalet|flere artikler|populære",
        "luetuimmat|aiheeseen liittyvää|suosituimmat|uusimmat|tuoreimmat|lue myös|lue lisää|suosittelemme|lisää aiheesta",
        "zobacz także|czytaj więcej|najczęściej czytane|najnowsze|polecane|powiązane artykuły|podobne artykuły|popularne|polecamy|"
        "najpopularniejsze|przeczytaj także|przeczytaj również|warto przeczytać|zobacz również|ostatnie wpisy|czytaj też|więcej",
        "související články|nejčtenější|doporučujeme|mohlo by vás zajímat|čtěte také|další články|nejnovější|přečtěte si také|aktuality",
        "súvisiace články|najčítanejšie|odporúčame|mohlo by vás zaujímať|prečítajte si aj|čítajte aj|ďalšie články|najnovšie",
        "kapcsolódó cikkek|legolvasottabb|legfrissebb|ajánlott|ez is érdekelheti|olvasta már|további cikkek|friss hírek|ajánljuk|legnépszerűbb",
        "articole similare|cele mai citite|citește și|citeste si|știri similare|ultimele știri|recomandări|te-ar putea interesa|articole recente|recomandate",
        "povezani članci|najčitanije|povezane vijesti|povezane vesti|najnovije|preporučujemo|pročitajte još|pročitajte i|možda vas zanima|izdvojeno|најчитаније",
        "свързани статии|най-четени|още новини|последни новини|препоръчваме|вижте още|прочетете още|най-ново|още по темата",
        "похожие статьи|похожие материалы|материалы по теме|по теме|самое читаемое|последние новости|рекомендуем|ещё новости|"
        "другие новости|новости по теме|главное|лента новостей|самое популярное|смотрите также|выбор редакции|новости партнеров|новости партнёров",
        "читайте також|схожі новини|останні новини|популярне|найпопулярніше|новини за темою|рекомендуємо|інші новини|матеріали за темою|вибір редакції",
        "σχετικά άρθρα|διαβάστε επίσης|δημοφιλή|τελευταία νέα|περισσότερα|διαβάστε ακόμη|προτεινόμενα|ροή ειδήσεων|τελευταίες ειδήσεις",
        "ilginizi çekebilir|son dakika|son haberler|çok okunanlar|en çok okunanlar|benzer haberler|diğer haberler|önerilen haberler|"
        "editörün seçtikleri|günün haberleri|son eklenenler|bunlar da ilginizi çekebilir|öne çıkanlar",
        "مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|الأكثر قراءة|الأكثر مشاهدة|آخر الأخبار|"
        "أحدث الأخبار|قد يعجبك أيضا|قد يعجبك|المزيد من الأخبار|اخترنا لك|اختيار المحرر|اختيارات المحرر|مختارات|المزيد|شاهد أيضا|"
        "شاهد أيضاً|عاجل|الأخبار|مقالات مشابهة|أهم الأخبار|أخبار متعلقة|تقارير",
        "مطالب مرتبط|اخبار مرتبط|پربازدیدترین ها|آخرین اخبار|بیشتر بخوانید|پیشنهاد سردبیر|پربیننده ترین|اخبار مهم|تازه ها",
        "כתבות נוספות|כתבות קשורות|הנקראות ביותר|עוד כתבות|אולי יעניין אותך|חדשות אחרונות|מומלצים|מבזקים|קראו גם",
        "संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें|ताजा खबरें|ताज़ा ख़बरें|और पढ़ें|लोकप्रिय|टॉप न्यूज़|बड़ी खबरें|और देखें|ट्रेंडिंग",
        "ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด|ข่าวยอดนิยม|เรื่องที่เกี่ยวข้อง|อ่านเพิ่มเติม|บทความที่เกี่ยวข้อง|แนะนำ|ยอดนิยม|เรื่องล่าสุด|ข่าวแนะนำ",
        "tin liên quan|bài viết liên quan|đọc nhiều|tin mới|tin mới nhất|xem thêm|có thể bạn quan tâm|đọc thêm|cùng chuyên mục|tin nổi bật|nổi bật|tin cùng chuyên mục",
        "berita terkait|artikel terkait|terpopuler|terkini|berita terbaru|berita lainnya|rekomendasi|baca selengkapnya|pilihan editor|artikel lainnya|berita populer|terbaru|selanjutnya",
        "関連記事|関連ニュース|おすすめ記事|おすすめ|人気記事|人気記事ランキング|アクセスランキング|ランキング|最新記事|新着記事|あわせて読みたい|"
        "こちらもおすすめ|最新ニュース|注目記事|ピックアップ|編集部のおすすめ|この記事も読まれています|ニュースランキング|特集|新着",
        "관련기사|관련 기사|관련 뉴스|인기기사|인기 기사|많이 본 뉴스|많이 본 기사|최신기사|최신 기사|추천기사|추천 기사|주요뉴스|"
        "주요 뉴스|헤드라인|핫이슈|실시간 뉴스|이 시각 주요뉴스|다른 기사|오늘의 주요뉴스|랭킹뉴스|더보기",
        "相关新闻|相关阅读|相关文章|推荐阅读|热门文章|最新文章|猜你喜欢|热点新闻|热门新闻|最新新闻|更多|更多新闻|精彩推荐|编辑推荐|"
        "为您推荐|排行榜|点击排行|阅读排行|24小时热文|延伸阅读|今日热点|相關新聞|相關文章|延伸閱讀|推薦閱讀|熱門文章|熱門新聞|"
        "最新消息|更多新聞|你可能也喜歡|看更多|編輯精選|即時新聞|人氣排行",
    ),
    "footer": (
        "all rights reserved.|powered by|powered by wordpress|privacy notice|privacy statement|cookie statement|legal information|"
        "about this site|investor relations|media kit|contact information|your privacy choices|modern slavery statement|corrections|"
        "editorial policy|code of ethics|rss|ethics policy|follow us on social media|quick links|useful links|our services|company",
        "datenschutzerklärung|nutzungsbedingungen|allgemeine geschäftsbedingungen|über uns|karriere|barrierefreiheit|alle rechte vorbehalten|"
        "presse|mediadaten|widerrufsbelehrung|versand|cookie-richtlinie|hilfe|nutzungsbasierte onlinewerbung|kontakt & impressum|werben",
        "politique de confidentialité|conditions générales|conditions d'utilisation|conditions générales d'utilisation|plan du site|"
        "qui sommes-nous|nous contacter|contactez-nous|tous droits réservés|données personnelles|cgv|publicité|recrutement|crédits",
        "términos y condiciones|términos de uso|condiciones de uso|política de cookies|quiénes somos|todos los derechos reservados|"
        "mapa del sitio|publicidad|aviso de privacidad|contáctenos|contáctanos|trabaja con nosotros|política editorial|sobre nosotros",
        "termos de uso|política de cookies|todos os direitos reservados|quem somos|fale conosco|mapa do site|anuncie|expediente|"
        "trabalhe conosco|ficha técnica|estatuto editorial|contactos|política de privacidade e cookies|sobre nós|termos e condições",
        "informativa privacy|note legali|termini e condizioni|chi siamo|tutti i diritti riservati|mappa del sito|pubblicità|lavora con noi|"
        "redazione|privacy|condizioni d'uso|informativa sui cookie|contattaci|dati societari|gerenza|preferenze cookie",
        "privacybeleid|privacyverklaring|algemene voorwaarden|gebruiksvoorwaarden|over ons|alle rechten voorbehouden|cookiebeleid|"
        "adverteren|vacatures|colofon|klantenservice|contact opnemen|cookieverklaring|werken bij",
        "integritetspolicy|om oss|kontakta oss|användarvillkor|om cookies|personuppgiftspolicy|annonsera|ansvarig utgivare|kundservice|tillgänglighet|villkor",
        "personvern|personvernerklæring|om oss|kontakt oss|informasjonskapsler|vilkår|annonsere|ansvarlig redaktør|kundeservice|tilgjengelighetserklæring",
        "privatlivspolitik|om os|kontakt os|cookiepolitik|handelsbetingelser|annoncering|ansvarshavende chefredaktør|kundeservice|persondatapolitik|job hos os",
        "tietosuojaseloste|tietosuoja|käyttöehdot|yhteystiedot|ota yhteyttä|evästekäytäntö|mainostajalle|tietoa meistä|saavutettavuusseloste|asiakaspalvelu|rekisteriseloste",
        "polityka cookies|warunki korzystania|o nas|wszelkie prawa zastrzeżone|reklama|kontakt|mapa strony|praca|kariera|redakcja|deklaracja dostępności|regulamin serwisu",
        "ochrana osobních údajů|podmínky použití|obchodní podmínky|o nás|kontakty|všechna práva vyhrazena|inzerce|mapa stránek|redakce|zásady ochrany osobních údajů|kariéra",
        "ochrana osobných údajov|podmienky používania|obchodné podmienky|o nás|kontakty|všetky práva vyhradené|inzercia|redakcia|zásady ochrany osobných údajov",
        "adatvédelem|adatvédelmi nyilatkozat|adatkezelési tájékoztató|impresszum|felhasználási feltételek|általános szerződési feltételek|"
        "kapcsolat|rólunk|minden jog fenntartva|médiaajánlat|ászf|szerzői jogok|hirdetés",
        "politica de confidențialitate|termeni și condiții|despre noi|toate drepturile rezervate|politica de confidentialitate|termeni si conditii|"
        "publicitate|redacția|echipa|anpc|protecția datelor",
        "pravila privatnosti|politika privatnosti|uvjeti korištenja|uslovi korišćenja|o nama|sva prava pridržana|sva prava zadržana|impresum|"
        "oglašavanje|marketing|redakcija|o kolačićima|импресум|маркетинг|услови коришћења",
        "политика за поверителност|условия за ползване|общи условия|за нас|контакти|всички права запазени|реклама|екип|лични данни",
        "пользовательское соглашение|политика обработки персональных данных|о нас|о проекте|контакты|обратная связь|все права защищены|"
        "рекламодателям|вакансии|карта сайта|правила использования|правовая информация|редакция|о компании|учредитель|условия использования",
        "політика конфіденційності|угода користувача|правила користування|про нас|про проєкт|контакти|всі права захищені|реклама на сайті|вакансії|редакція|зворотний зв'язок",
        "όροι χρήσης|πολιτική απορρήτου|επικοινωνία|σχετικά με εμάς|ποιοι είμαστε|διαφήμιση|ταυτότητα|πολιτική cookies|προσωπικά δεδομένα|όροι & προϋποθέσεις",
        "gizlilik sözleşmesi|kullanım koşulları|kullanım şartları|hakkımızda|iletişim|bize ulaşın|tüm hakları saklıdır|reklam ver|kariyer|"
        "site haritası|kvkk|kişisel verilerin korunması|çerez politikası|veri politikası|yayın ilkeleri|aydınlatma metni",
        "سياسة الخصوصية|شروط الاستخدام|الشروط والأحكام|من نحن|اتصل بنا|تواصل معنا|جميع الحقوق محفوظة|خريطة الموقع|أعلن معنا|"
        "للإعلان|اعلن معنا|وظائف|حقوق النشر|إخلاء المسؤولية|سياسة ملفات تعريف الارتباط|هيئة التحرير|عن الموقع|عن الوكالة|روابط مفيدة|الأسئلة الشائعة",
        "درباره ما|تماس با ما|تمامی حقوق محفوظ است|حریم خصوصی|شرایط استفاده|قوانین و مقررات|تبلیغات|پیوندها|نقشه سایت|همکاری با ما",
        "מדיניות פרטיות|תנאי שימוש|אודות|צור קשר|כל הזכויות שמורות|פרסמו אצלנו|נגישות|הצהרת נגישות|מפת אתר|תקנון|דרושים",
        "गोपनीयता नीति|हमारे बारे में|संपर्क करें|नियम और शर्तें|सर्वाधिकार सुरक्षित|विज्ञापन दें|साइटमैप|अस्वीकरण|हमसे संपर्क करें",
        "นโยบายความเป็นส่วนตัว|เงื่อนไขการใช้งาน|ข้อกำหนดและเงื่อนไข|เกี่ยวกับเรา|ติดต่อเรา|สงวนลิขสิทธิ์|ติดต่อโฆษณา|แผนผังเว็บไซต์|ร่วมงานกับเรา",
        "chính sách bảo mật|điều khoản sử dụng|giới thiệu|về chúng tôi|liên hệ|liên hệ quảng cáo|bản quyền|sơ đồ trang|tuyển dụng|tòa soạn|quy chế hoạt động|điều khoản",
        "kebijakan privasi|syarat dan ketentuan|tentang kami|hubungi kami|kontak|pedoman media siber|karir|disclaimer|iklan|hak cipta|ketentuan penggunaan|kode etik|dasar privasi",
        "利用規約|プライバシーポリシー|個人情報保護方針|会社概要|お問い合わせ|運営会社|サイトマップ|特定商取引法に基づく表記|採用情報|"
        "著作権|ヘルプ|よくある質問|広告掲載|ご利用にあたって|サイトポリシー|クッキーポリシー|無断転載を禁じます|このサイトについて|著作権について|広告掲載について",
        "이용약관|개인정보처리방침|개인정보취급방침|회사소개|고객센터|광고문의|제휴문의|청소년보호정책|저작권|사이트맵|공지사항|"
        "이메일무단수집거부|저작권정책|발행인|편집인|채용|찾아오시는 길|무단전재 및 재배포 금지|문의하기|기사제보",
        "隐私政策|服务条款|用户协议|关于我们|联系我们|版权所有|网站地图|友情链接|广告服务|加入我们|免责声明|法律声明|备案号|违法和不良信息举报|"
        "诚聘英才|版权声明|帮助中心|隱私權政策|服務條款|關於我們|聯絡我們|版權所有|網站地圖|廣告刊登|免責聲明|使用條款|人才招募|聯繫我們|隱私政策",
    ),
    "navigation": (
        "main menu|toggle navigation|open menu|close menu|site navigation|skip navigation|sections|categories|all categories|"
        "page 1|previous article|next article|previous post|next post|older|newer|first|last|languages|language|select language|international|economy|science|education|weather|travel|local|national|photos|gallery|podcasts|videos|society|magazine|opinion|more|store|pricing|products|solutions|resources|support|community|documentation",
        "hauptmenü|menü öffnen|navigation|nachrichten|wissen|gesellschaft|reise|wetter|regional|meinung|ratgeber|digital|panorama|"
        "nächste seite|vorherige seite|weiter|zurück|seite|sprache|mehr|themen|service|produkte|leistungen|bildung|gesundheit|podcast|auto",
        "accueil|menu principal|actualités|monde|international|société|sciences|santé|sport|opinions|culture|faits divers|suivant|précédent|page suivante|"
        "page précédente|langue|rubriques|météo|services|produits|boutique|éducation|voyage|france|régions|économie",
        "inicio|menú|portada|noticias|mundo|sociedad|opinión|ciencia|salud|tecnología|internacional|nacional|siguiente|anterior|"
        "página siguiente|página anterior|idioma|secciones|vídeos|educación|productos|servicios|tienda|sucesos|viajes|entretenimiento",
        "início|página inicial|notícias|mundo|esportes|desporto|saúde|tecnologia|educação|ciência|opinião|brasil|cidades|próximo|anterior|próxima|"
        "página seguinte|vídeos|serviços|produtos|loja|entretenimento|internacional|sociedade|negócios|turismo",
        "home page|notizie|mondo|politica|salute|scienza|tecnologia|spettacoli|società|opinioni|successivo|precedente|avanti|indietro|"
        "pagina successiva|lingua|sezioni|prodotti|servizi|viaggi|regioni|meteo|scuola|interni|ambiente",
        "voorpagina|nieuws|binnenland|buitenland|economie|politiek|cultuur|wetenschap|gezondheid|volgende|vorige|volgende pagina|taal|diensten|producten|opinie|weer|regio",
        "startsida|nyheter|inrikes|utrikes|ekonomi|kultur|nöje|debatt|nästa|föregående|nästa sida|språk|produkter|tjänster|väder|vetenskap|meny",
        "forsiden|nyheter|innenriks|utenriks|økonomi|kultur|meninger|neste|forrige|neste side|språk|produkter|tjenester|vær|meny|helse|debatt",
        "forside|nyheder|indland|udland|økonomi|kultur|debat|næste|forrige|næste side|sprog|produkter|ydelser|vejr|penge|sundhed|politik",
        "etusivu|uutiset|kotimaa|ulkomaat|talous|kulttuuri|urheilu|mielipide|seuraava|edellinen|seuraava sivu|kieli|tuotteet|palvelut|sää|valikko|tiede|politiikka",
        "wiadomości|kraj|świat|gospodarka|biznes|polityka|kultura|zdrowie|nauka|następna|poprzednia|następny|poprzedni|dalej|wstecz|język|produkty|usługi|opinie|pogoda|technologie|rozrywka|społeczeństwo",
        "úvod|zprávy|domácí|zahraničí|svět|ekonomika|kultura|zdraví|věda|další|předchozí|následující|jazyk|produkty|služby|názory|počasí|hlavní menu|domů|komentáře",
        "domov|správy|slovensko|zahraničie|ekonomika|kultúra|zdravie|veda|ďalšia|predchádzajúca|jazyk|produkty|služby|názory|počasie|domáce",
        "főoldal|kezdőlap|hírek|belföld|külföld|gazdaság|kultúra|egészség|tudomány|következő|előző|nyelv|termékek|szolgáltatások|vélemény|időjárás|menü|világ|bulvár|tech",
        "acasă|acasa|știri|stiri|politică|economie|cultură|sănătate|externe|următor|următoarea|anterior|pagina următoare|limba|produse|servicii|opinii|vremea|actualitate|monden",
        "naslovnica|početna|naslovna|vijesti|vesti|svijet|svet|ekonomija|politika|kultura|zdravlje|sljedeća|sledeća|prethodna|jezik|proizvodi|usluge|mišljenja|vrijeme|hrvatska|srbija|društvo|почетна|вести|друштво|култура|спорт|свет|економија",
        "начало|новини|българия|свят|икономика|общество|култура|здраве|следваща|предишна|език|продукти|услуги|мнения|времето|анализи",
        "общество|мир|в мире|россия|происшествия|бизнес|наука|здоровье|технологии|далее|назад|следующая|предыдущая|вперед|вперёд|меню|язык|услуги|товары|каталог|мнения|погода|видео|фото|рубрики|статьи|интервью|армия|туризм",
        "головна|новини|україна|світ|суспільство|культура|здоров'я|наступна|попередня|далі|назад|мова|послуги|товари|погляди|погода|політика|економіка|війна|події|відео|фото|статті",
        "αρχική|ειδήσεις|ελλάδα|κόσμος|οικονομία|πολιτική|κοινωνία|αθλητικά|πολιτισμός|υγεία|επόμενη|προηγούμενη|μενού|γλώσσα|προϊόντα|υπηρεσίες|απόψεις|καιρός|τεχνολογία|επιστήμη|διεθνή",
        "anasayfa|haberler|güncel|dünya|siyaset|sağlık|kültür|kültür sanat|teknoloji|yaşam|eğitim|sonraki|önceki|sonraki sayfa|menü|dil|ürünler|hizmetler|yazarlar|hava durumu|magazin|video galeri|foto galeri|bilim|kültür-sanat",
        "الصفحة الرئيسية|أخبار|اخبار|سياسة|اقتصاد|رياضة|ثقافة|ثقافة وفنون|منوعات|العالم|دولي|محلي|محليات|صحة|تكنولوجيا|علوم|علوم وتكنولوجيا|فيديو|صور|آراء|مقالات|رأي|"
        "التالي|السابق|الصفحة التالية|القائمة|اللغة|العربية|مجتمع|تعليم|فن|فنون|حوادث|أقسام|عربي|عربي ودولي|المحافظات|خدمات|منتجات|انفوغراف|سوريا|مصر|أسرة|طقس",
        "صفحه اصلی|خانه|اخبار|سیاسی|اقتصادی|ورزشی|فرهنگی|اجتماعی|بین الملل|جهان|علمی|عکس|فیلم|بعدی|قبلی|منو|استان ها|حوادث|سلامت|محصولات|خدمات",
        "דף הבית|ראשי|חדשות|פוליטיקה|כלכלה|ספורט|תרבות|בריאות|דעות|עולם|הבא|הקודם|תפריט|טכנולוגיה|וידאו|בארץ|שפה|רכב|אוכל|צרכנות",
        "होम|मुख्य पृष्ठ|समाचार|देश|विदेश|राजनीति|खेल|मनोरंजन|बिजनेस|टेक|लाइफस्टाइल|शिक्षा|अगला|पिछला|वीडियो|फोटो|राज्य|क्रिकेट|बॉलीवुड|धर्म|दुनिया|हिंदी|मेनू",
        "หน้าแรก|ข่าว|การเมือง|เศรษฐกิจ|กีฬา|บันเทิง|ต่างประเทศ|สังคม|ถัดไป|ก่อนหน้า|เมนู|ภาษา|สินค้า|บริการ|วิดีโอ|ไลฟ์สไตล์|เทคโนโลยี|ข่าวทั้งหมด|สุขภาพ|ไทย",
        "trang chủ|tin tức|thời sự|thế giới|kinh doanh|thể thao|giải trí|pháp luật|giáo dục|sức khỏe|đời sống|du lịch|khoa học|số hóa|xe|ý kiến|trang sau|trang trước|tiếp|danh mục|sản phẩm|dịch vụ|công nghệ|chính trị|kinh tế|văn hóa|xã hội|tiếng việt|video",
        "berita|nasional|internasional|politik|ekonomi|olahraga|hiburan|teknologi|gaya hidup|kesehatan|pendidikan|berikutnya|sebelumnya|menu|bahasa|produk|layanan|opini|otomotif|bola|tekno|wisata|daerah|hukum|dunia|utama|sukan|indonesia",
        "トップ|トップページ|ニュース|政治|経済|国際|社会|スポーツ|文化|エンタメ|科学|地域|国内|海外|次へ|前へ|次の記事|前の記事|次のページ|前のページ|メニュー|言語|製品|サービス|オピニオン|天気|動画|写真|暮らし|教育|健康|芸能|テクノロジー|ビジネス|日本語|一覧|もっと見る|社説|コラム|速報|サイエンス|ライフ",
        "홈|뉴스|정치|경제|사회|국제|문화|스포츠|연예|생활|it|과학|오피니언|다음|이전|다음 페이지|이전 페이지|메뉴|언어|전체메뉴|전체기사|지역|사설|칼럼|포토|영상|건강|교육|세계|한국어|부동산|산업|금융|전국|제품|서비스|전체보기",
        "首页|新闻|要闻|国内|国际|社会|财经|体育|娱乐|科技|文化|教育|健康|军事|旅游|视频|图片|评论|汽车|房产|地方|下一页|上一页|下一篇|上一篇|末页|尾页|菜单|产品|服务|专题|时政|生活|历史|中文|简体中文|繁體中文|新聞|政治|財經|國際|體育|娛樂|生活|兩岸|下一頁|上一頁|選單|首頁導航|導航|即時|影音|繁體|手機版|網站首頁|专栏|更多>>|返回首页",
    ),
    "other": (
        "open in new window|opens in a new window|please wait|something went wrong|try again|previous|next|back|menu toggle|scroll to top|"
        "go to top|top|show less|read less|see less|page not found|fullscreen|unmute|settings|ok|done|continue|choose file|select|"
        "add to basket|add to wishlist|add to favorites|report this|video player is loading|advertisement skip|image|zoom|slide 1|"
        "enable javascript|skip to navigation|skip to footer|jump to content|accessibility links|expand menu|collapse menu|learn more|get started|details|n/a|translate|edit this page|close dialog|notifications|comments are closed|dark mode|light mode|text size",
        "zum hauptinhalt springen|zum inhalt|nach oben|weiterlesen|mehr erfahren|weniger anzeigen|wird geladen|laden|abbrechen|absenden|"
        "in den warenkorb|alle anzeigen|mehr laden|wiedergeben|bitte aktivieren sie javascript|zur navigation springen|öffnen|vergrößern|bearbeiten|details|jetzt kaufen",
        "aller au contenu principal|retour en haut|haut de page|lire la suite|en savoir plus|voir moins|chargement|chargement en cours|annuler|envoyer|"
        "ajouter au panier|tout voir|afficher plus|lecture|ouvrir|agrandir|modifier|découvrir|passer au contenu|valider",
        "ir al contenido|ir al contenido principal|volver arriba|leer más|seguir leyendo|ver menos|cargando|cancelar|enviar|añadir al carrito|"
        "ver todo|ver todos|cargar más|mostrar más|reproducir|abrir|ampliar|editar|descubre más|saltar al contenido principal|subir|comprar",
        "ir para o conteúdo|pular para o conteúdo|ir para o conteúdo principal|voltar ao topo|continuar lendo|ver mais|ver menos|carregando|carregar mais|cancelar|enviar|"
        "adicionar ao carrinho|ver tudo|mostrar mais|abrir|fechar|editar|comprar|topo|continuar a ler",
        "vai al contenuto|vai al contenuto principale|salta al contenuto|torna su|torna all'inizio|leggi tutto|leggi di più|continua a leggere|"
        "scopri di più|mostra altro|mostra meno|caricamento|annulla|invia|aggiungi al carrello|vedi tutti|carica altri|apri|ingrandisci|modifica|salta al contenuto principale",
        "naar inhoud|ga naar inhoud|naar hoofdinhoud|terug naar boven|naar boven|meer lezen|toon meer|toon minder|laden|annuleren|versturen|verzenden|"
        "in winkelwagen|bekijk alles|sluiten|openen|afspelen|meer laden|meer informatie|spring naar inhoud",
        "hoppa till innehåll|hoppa till huvudinnehåll|till toppen|visa mer|visa fler|visa mindre|laddar|avbryt|skicka|lägg i varukorg|visa alla|stäng|öppna|spela|ladda fler|köp",
        "hopp til innhold|hopp til hovedinnhold|til toppen|vis mer|vis flere|vis mindre|laster|avbryt|send|legg i handlekurv|vis alle|lukk|åpne|spill av|last inn flere|kjøp",
        "gå til indhold|spring til indhold|til toppen|vis mere|vis flere|vis mindre|indlæser|annuller|send|læg i kurv|se alle|luk|åbn|afspil|køb|gå til hovedindhold",
        "siirry sisältöön|siirry pääsisältöön|takaisin ylös|sivun alkuun|näytä lisää|näytä vähemmän|ladataan|peruuta|lähetä|lisää ostoskoriin|näytä kaikki|sulje|avaa|toista|hyppää sisältöön",
        "przejdź do treści|przejdź do głównej treści|do góry|na górę|pokaż więcej|pokaż mniej|rozwiń|zwiń|ładowanie|anuluj|wyślij|dodaj do koszyka|zobacz wszystkie|zamknij|otwórz|odtwórz|dowiedz się więcej|kup teraz|zobacz więcej|załaduj więcej",
        "přejít k obsahu|přejít na obsah|nahoru|zpět nahoru|zobrazit více|zobrazit další|zobrazit vše|načítání|načíst další|zrušit|odeslat|do košíku|přidat do košíku|zavřít|otevřít|přehrát|více|více informací|číst dál|koupit",
        "prejsť na obsah|hore|späť hore|zobraziť viac|zobraziť všetko|načítava sa|zrušiť|odoslať|do košíka|zavrieť|otvoriť|prehrať|viac|viac informácií|čítať ďalej",
        "ugrás a tartalomhoz|vissza a tetejére|tovább|tovább olvasom|bővebben|mutass többet|több betöltése|betöltés|mégse|küldés|kosárba|kosárba teszem|összes megtekintése|bezár|bezárás|megnyitás|lejátszás|kilépés a tartalomba|részletek",
        "sari la conținut|salt la conținut|mergi sus|înapoi sus|citește mai mult|citeste mai mult|vezi mai mult|vezi toate|vezi mai multe|se încarcă|anulează|trimite|adaugă în coș|închide|deschide|redă|încarcă mai multe|mai mult",
        "preskoči na sadržaj|idi na sadržaj|na vrh|povratak na vrh|prikaži više|prikaži manje|učitaj više|učitavanje|odustani|pošalji|dodaj u košaricu|dodaj u korpu|vidi sve|zatvori|otvori|pusti|saznaj više|opširnije|više|пошаљи|затвори|прикажи више",
        "към съдържанието|нагоре|виж още|виж повече|покажи повече|зареждане|отказ|изпрати|добави в количката|виж всички|затвори|отвори|пусни|прочети повече|научете повече|зареди още",
        "перейти к содержимому|перейти к основному содержанию|наверх|вверх|показать ещё|показать еще|загрузить ещё|загрузить еще|читать далее|подробнее|свернуть|развернуть|загрузка|"
        "отмена|отправить|в корзину|купить|смотреть все|все новости|открыть|воспроизвести|читать полностью|скрыть|узнать больше|ошибка|пожаловаться",
        "перейти до вмісту|перейти до основного вмісту|нагору|вгору|показати більше|показати ще|завантажити ще|читати далі|детальніше|завантаження|скасувати|надіслати|у кошик|купити|закрити|відкрити|всі новини|дізнатися більше|згорнути",
        "μετάβαση στο περιεχόμενο|επιστροφή στην κορυφή|διαβάστε περισσότερα|δείτε περισσότερα|περισσότερα|φόρτωση|ακύρωση|αποστολή|προσθήκη στο καλάθι|δείτε όλα|κλείσιμο|άνοιγμα|αναπαραγωγή|κορυφή",
        "içeriğe geç|içeriğe atla|ana içeriğe atla|başa dön|yukarı çık|yukarı|devamını oku|daha fazla|daha fazla göster|daha fazlasını göster|daha az göster|yükleniyor|iptal|gönder|sepete ekle|tümünü gör|tümü|kapat|aç|oynat|devamı|satın al|detaylar",
        "تخطي إلى المحتوى|انتقل إلى المحتوى|التجاوز إلى المحتوى|تجاوز إلى المحتوى الرئيسي|العودة إلى الأعلى|زر الذهاب إلى الأعلى|عرض المزيد|تحميل المزيد|المزيد من التفاصيل|عرض الكل|جاري التحميل|إلغاء|إرسال|أضف إلى السلة|إغلاق|فتح|تشغيل|تعديل|التفاصيل|أكمل القراءة|الأعلى",
        "پرش به محتوا|بازگشت به بالا|ادامه مطلب|مشاهده بیشتر|نمایش بیشتر|مشاهده همه|در حال بارگذاری|لغو|ارسال|افزودن به سبد خرید|بستن|باز کردن|پخش|بیشتر",
        "דלג לתוכן|דלג לתוכן הראשי|חזרה למעלה|קרא עוד|קראו עוד|הצג עוד|טען עוד|טוען|ביטול|שלח|הוסף לסל|הצג הכל|לכל הכתבות|סגור|סגירה|פתח|נגן|לפרטים נוספים",
        "मुख्य सामग्री पर जाएं|सामग्री पर जाएं|ऊपर जाएं|और दिखाएं|और लोड करें|लोड हो रहा है|रद्द करें|भेजें|कार्ट में डालें|सभी देखें|बंद करें|खोलें|चलाएं|विस्तार से पढ़ें",
        "ข้ามไปยังเนื้อหา|ข้ามไปยังเนื้อหาหลัก|กลับขึ้นด้านบน|กลับด้านบน|ดูเพิ่มเติม|แสดงเพิ่มเติม|โหลดเพิ่มเติม|กำลังโหลด|ยกเลิก|ส่ง|เพิ่มลงตะกร้า|ดูทั้งหมด|ปิด|เปิด|เล่น|อ่านต่อ|รายละเอียด",
        "chuyển đến nội dung|bỏ qua nội dung|lên đầu trang|về đầu trang|xem tất cả|xem thêm bình luận|tải thêm|đang tải|hủy|gửi|thêm vào giỏ hàng|đóng|mở|phát|thu gọn|chi tiết|xem chi tiết|mua ngay|quay lại",
        "lewati ke konten|langsung ke konten|lompat ke konten|kembali ke atas|lihat semua|muat lebih banyak|tampilkan lebih banyak|lihat selengkapnya|memuat|batal|kirim|tambah ke keranjang|tutup|buka|putar|baca lebih lanjut|indeks|langsung ke isi|lihat lainnya",
        "コンテンツへスキップ|本文へスキップ|本文へ|本文へ移動|ページトップへ|ページの先頭へ|トップへ戻る|続きを読む|もっと見る|もっと読む|すべて見る|閉じる|開く|再生|読み込み中|キャンセル|送信|送信する|カートに入れる|拡大|詳細|詳しく見る|詳しくはこちら|戻る|文字サイズ|小|中|大|メインコンテンツへスキップ|このページの先頭へ|画像を拡大",
        "본문 바로가기|본문바로가기|주메뉴 바로가기|메뉴 바로가기|콘텐츠로 건너뛰기|맨위로|맨 위로|위로|더 보기|전체 보기|닫기|열기|재생|로딩중|취소|전송|등록|장바구니|자세히 보기|글자크기|글자 크기|가나다라|작게|크게|상단으로 이동|기사 본문 글자 크기 설정|확대|축소|글씨크기",
        "跳到主要内容|跳至内容|跳转到内容|返回顶部|回到顶部|查看更多|加载更多|阅读全文|展开|收起|关闭|打开|播放|加载中|正在加载|取消|提交|发送|加入购物车|查看全部|详情|查看详情|点击查看|字号|大中小|举报|跳到主要內容|跳至主要內容|回到頂端|回頂端|顯示更多|載入更多|閱讀更多|繼續閱讀|關閉|開啟|送出|加入購物車|查看全文|字體大小|我要留言|展開全文",
    ),
    "comment": (
        "add a comment|post a comment|post comment|view comments|show comments|write a comment|write a review|join the discussion|join the conversation|"
        "0 comments|1 comment|no comments|leave a reply|newest|oldest|most liked|in reply to|says|said|reader comments|ratings & reviews|helpful|was this helpful",
        "kommentar schreiben|kommentar verfassen|kommentar hinterlassen|kommentare anzeigen|alle kommentare|bewertungen|rezensionen|leserkommentare|schreibe einen kommentar|meinung sagen",
        "laisser un commentaire|ajouter un commentaire|voir les commentaires|commenter|avis|avis clients|réagir|répondre à|vos commentaires|poster un commentaire",
        "deja un comentario|deja tu comentario|dejar un comentario|ver comentarios|comentar|opiniones|reseñas|responder a|añadir comentario|comentarios recientes",
        "deixe um comentário|deixe seu comentário|ver comentários|comentar|comentários|avaliações|escreva um comentário|comente",
        "lascia un commento|commenta|leggi i commenti|recensioni|scrivi un commento|vedi commenti|aggiungi un commento",
        "reacties|reageer|plaats een reactie|laat een reactie achter|geef een reactie|reageren|beoordelingen|bekijk reacties",
        "kommentarer|kommentera|lämna en kommentar|skriv en kommentar|svara|omdömen|recensioner",
        "kommentarer|kommenter|legg igjen en kommentar|skriv en kommentar|svar|anmeldelser",
        "kommentarer|kommentér|skriv en kommentar|tilføj kommentar|svar|anmeldelser",
        "kommentit|kommentoi|jätä kommentti|kirjoita kommentti|vastaa|arvostelut|näytä kommentit|keskustelu",
        "komentarze|dodaj komentarz|skomentuj|napisz komentarz|odpowiedz|opinie|recenzje|zobacz komentarze|pokaż komentarze",
        "komentáře|přidat komentář|diskuse|vstoupit do diskuse|odpovědět|recenze|hodnocení|napište komentář|diskuze",
        "komentáre|pridať komentár|diskusia|odpovedať|recenzie|hodnotenie",
        "hozzászólások|hozzászólás|szólj hozzá|kommentek|válasz|vélemények|értékelések|komment",
        "comentarii|adaugă comentariu|lasă un comentariu|lasă un răspuns|răspunde|recenzii|comentează|scrie un comentariu",
        "komentari|komentar|ostavi komentar|dodaj komentar|komentiraj|komentariši|odgovori|pošalji komentar|recenzije|коментари|одговори",
        "коментари|добави коментар|коментирай|отговори|напиши коментар|мнения и отзиви|остави коментар",
        "комментировать|оставить комментарий|добавить комментарий|написать комментарий|отзывы|оставить отзыв|обсуждение|обсудить|ваш комментарий|показать комментарии|все комментарии",
        "коментарі|коментувати|залишити коментар|додати коментар|відповісти|відгуки|обговорення",
        "σχόλια|προσθήκη σχολίου|σχολιάστε|αφήστε ένα σχόλιο|απάντηση|αξιολογήσεις|γράψτε ένα σχόλιο|κριτικές",
        "yorumlar|yorum yap|yorum yaz|yorum gönder|yanıtla|cevapla|yorum ekle|bir yanıt yazın|değerlendirmeler|okuyucu yorumları|ilk yorumu sen yap",
        "تعليقات|التعليقات|أضف تعليق|أضف تعليقا|اترك تعليقا|اترك تعليقاً|اترك تعليق|اكتب تعليقك|رد|الرد|شاركنا رأيك|علق|إضافة تعليق|لا توجد تعليقات|مراجعات",
        "نظرات|نظر شما|ارسال نظر|دیدگاه ها|دیدگاه|پاسخ|دیدگاهتان را بنویسید|نظر بدهید|نظرات کاربران",
        "תגובות|הוסף תגובה|הוספת תגובה|כתוב תגובה|הגב|השב|תגובה חדשה|לכל התגובות|ביקורות",
        "टिप्पणियां|टिप्पणी|टिप्पणी करें|कमेंट|कमेंट करें|अपनी टिप्पणी दें|जवाब दें|समीक्षा",
        "ความคิดเห็น|แสดงความคิดเห็น|คอมเมนต์|ตอบกลับ|รีวิว|ร่วมแสดงความคิดเห็น",
        "bình luận|ý kiến bạn đọc|gửi bình luận|viết bình luận|trả lời|đánh giá|ý kiến|thảo luận",
        "komentar|tulis komentar|kirim komentar|tinggalkan balasan|balas|ulasan|beri komentar|tinggalkan komentar|lihat komentar",
        "コメント|コメントする|コメントを書く|コメントを残す|コメントを投稿|返信|返信する|レビュー|口コミ|みんなのコメント|コメントを見る",
        "댓글|댓글쓰기|댓글 쓰기|댓글 달기|의견쓰기|답글|댓글 보기|리뷰|전체 댓글|기사댓글",
        "评论|发表评论|网友评论|我要评论|查看评论|回复|热门评论|最新评论|评论区|条评论|留言|發表評論|回應|回覆|留言板|網友留言|發表留言",
    ),
    "ad": (
        "advertisement:|ads by google|sponsored content|sponsored by|partner content|promoted content|in partnership with|presented by|affiliate disclosure|"
        "advertisement continue reading|continue reading below|article continues below|remove ads|advertise here|sponsored links|paid post|branded content|shop now|from our partners|recommended by outbrain",
        "werbeanzeige|gesponsert|ads|anzeigen|werbung von|advertorial|angebote|sponsored post|nach der werbung|in kooperation mit|weiter nach der anzeige",
        "annonces|contenu sponsorisé|sponsorisé|partenaire|publi-rédactionnel|en partenariat avec|la suite après la publicité|annonce google|contenus sponsorisés",
        "patrocinado|contenido patrocinado|anuncio|anuncios|contenido promocionado|publirreportaje|branded content",
        "publicidade|patrocinado|conteúdo patrocinado|anúncio|anúncios|continua depois da publicidade|continua após a publicidade|publieditorial|pub|pub • continue a ler a seguir",
        "annuncio|annunci|contenuto sponsorizzato|sponsorizzato|messaggio promozionale|inserzione|contenuti sponsorizzati",
        "advertentie|advertenties|gesponsord|partnerbijdrage|lees verder onder de advertentie|branded content|reclame",
        "annonser|reklam|annonsörsinnehåll|i samarbete med|artikeln fortsätter efter annonsen|sponsrat",
        "annonser|reklame|annonsørinnhold|sponset|artikkelen fortsetter under annonsen",
        "annoncer|reklame|sponsoreret|artiklen fortsætter efter annoncen|annoncørbetalt indhold|kommercielt samarbejde",
        "mainos|mainokset|ilmoitus|kaupallinen yhteistyö|sponsoroitu|artikkeli jatkuu mainoksen jälkeen|mainos alkaa|mainos päättyy",
        "reklamy|artykuł sponsorowany|sponsorowane|materiał sponsorowany|materiał promocyjny|dalszą część artykułu znajdziesz pod reklamą|koniec reklamy|autopromocja|ogłoszenie",
        "inzerce|reklamní sdělení|sponzorováno|komerční sdělení|článek pokračuje pod reklamou|pr článek",
        "inzercia|reklamné oznámenie|sponzorované|článok pokračuje pod reklamou|pr článok",
        "hirdetés|hirdetések|szponzorált|támogatott tartalom|a cikk a hirdetés után folytatódik|fizetett tartalom|reklám",
        "publicitate|reclame|articol sponsorizat|sponsorizat|advertorial|p|articolul continuă după reclamă",
        "oglas|oglasi|reklama|sponzorirano|sponzorisano|promo|nastavak teksta ispod oglasa|tekst se nastavlja ispod oglasa|oglašavanje|реклама",
        "рекламно съобщение|спонсорирано|платено съдържание|реклама:",
        "на правах рекламы|партнерский материал|партнёрский материал|спецпроект|рекламный материал|промо|спонсор|erid",
        "на правах реклами|партнерський матеріал|спонсорований матеріал|промо|реклама:",
        "διαφημίσεις|διαφήμιση|χορηγούμενο|χορηγούμενο περιεχόμενο|προωθημένο",
        "reklamlar|sponsorlu|sponsorlu içerik|ilan|resmi ilan|reklam alanı|advertorial|haberin devamı|haberin devamı aşağıda",
        "إعلان|اعلان|إعلانات|إعلان ممول|ممول|محتوى ممول|برعاية|إعلان مدفوع|مساحة إعلانية",
        "تبلیغات|تبلیغ|آگهی|رپورتاژ آگهی|رپورتاژ|محتوای تبلیغاتی|نیازمندی ها",
        "פרסומת|ממומן|תוכן ממומן|מודעה|תוכן שיווקי|תוכן מקודם|בשיתוף",
        "विज्ञापन|प्रायोजित|स्पॉन्सर्ड",
        "โฆษณา|ผู้สนับสนุน|สปอนเซอร์|พื้นที่โฆษณา|advertorial",
        "quảng cáo|tài trợ|được tài trợ|bài quảng cáo|thông tin doanh nghiệp",
        "iklan|bersponsor|konten bersponsor|advertorial|scroll to continue with content|scroll untuk melanjutkan|disponsori|advertisement scroll untuk melanjutkan",
        "広告|pr|[pr]|スポンサー|スポンサーリンク|提供|広告企画|タイアップ|sponsored|この記事は広告です|アフィリエイト",
        "광고|ad|스폰서|파워링크|협찬|후원|광고문의|광고 삭제",
        "广告|推广|赞助|赞助商|广告位|商业推广|廣告|贊助|贊助商|推廣|業配|廣告(請繼續閱讀本文)|請繼續往下閱讀|請繼續往下閱讀...",
    ),
    "byline": (
        "by:|author:|written by|reported by|reviewed by|edited by|source:|source|staff reporter|correspondent|min read|5 min read|minute read|news desk|contributor|special to",
        "von:|autor:|quelle|quelle:|redaktion|lesezeit|min. lesezeit|text:|ein artikel von|ein kommentar von|min lesezeit",
        "par :|auteur|auteur :|publié par|rédigé par|rédaction|temps de lecture|source :|lecture 3 min|la rédaction",
        "por:|autor|autora|redacción|escrito por|fuente|fuente:|tiempo de lectura|min de lectura|publicado por",
        "por:|autor|autora|redação|da redação|fonte|fonte:|texto|escrito por|tempo de leitura|publicado por|min de leitura",
        "di:|autore|a cura di|redazione|fonte|fonte:|scritto da|min di lettura|tempo di lettura|di redazione",
        "door:|auteur|geschreven door|bron|redactie|leestijd|bron:", "av:|text|författare|skriven av|källa|foto:|lästid", "av:|tekst|skrevet av|kilde|journalist|lesetid",
        "af:|skrevet af|kilde|journalist|læsetid", "kirjoittaja|toimittaja|teksti|lähde|lukuaika",
        "autor:|autor|źródło|źródło:|oprac.|opracowanie|napisał|redakcja|czas czytania", "autor|autor:|zdroj|zdroj:|redakce|napsal", "autor|zdroj|redakcia|napísal",
        "szerző|szerző:|írta|forrás|forrás:|szerkesztőség|olvasási idő", "de:|autor|autor:|sursa|sursă|scris de|redacția", "autor|piše|izvor|piše:|izvor:|redakcija|пише|извор|аутор",
        "автор|източник|от:|редактор", "автор:|автор|источник|источник:|текст|редактор|корреспондент|время чтения|автор статьи", "автор|джерело|джерело:|текст|редактор",
        "συντάκτης|πηγή|του|της|γράφει ο|γράφει η|πηγή:|επιμέλεια", "yazar|kaynak|haber|muhabir|editör|kaynak:|haber:|okuma süresi|haber merkezi",
        "بقلم|بقلم:|كتب|كتبت|كتب:|كتبت:|المصدر|المصدر:|الكاتب|تحرير|محرر|مراسل|إعداد|المصدر: وكالات|وكالات|ترجمة", "نویسنده|منبع|خبرنگار|گزارش|به گزارش|منبع:|دبیر",
        "מאת|כתב|כתבת|מקור|מאת:|מערכת", "लेखक|द्वारा|स्रोत|रिपोर्ट|संवाददाता|एजेंसी|reported by|edited by|edited by:", "โดย|ผู้เขียน|ที่มา|เรื่อง|ผู้สื่อข่าว",
        "tác giả|theo|nguồn|nguồn:|bài|phóng viên", "oleh|penulis|sumber|reporter|editor|penulis:|editor:|pewarta|laporan|tim redaksi", "著者|文|執筆|記者|取材・文|編集部|文・写真|写真・文|筆者|出典",
        "기자|글|작성자|출처|특파원|입력|기자명", "作者|作者:|来源|来源:|记者|编辑|责任编辑|责编|文|撰文|來源|記者|編輯|來源:|文:|出处|通讯员|編譯",
    ),
    "date": (
        "published|published:|published on|posted on|posted|updated|updated:|last updated|last updated:|last modified|date|date:|first published|release date|publication date|ago",
        "veröffentlicht|veröffentlicht:|veröffentlicht am|stand|stand:|aktualisiert|aktualisiert am|zuletzt aktualisiert|datum|uhr|erstellt",
        "publié le|publié|mis à jour|mis à jour le|modifié le|date|dernière mise à jour|le|date de publication", "publicado|publicado el|actualizado|actualizado el|fecha|fecha:|última actualización|actualizado a las",
        "publicado em|publicado|atualizado|atualizado em|data|publicada em|última atualização|data de publicação", "pubblicato il|pubblicato|aggiornato|aggiornato il|data|ultimo aggiornamento|data pubblicazione|ultima modifica",
        "gepubliceerd|gepubliceerd op|bijgewerkt|laatst bijgewerkt|datum|geplaatst|laatste update", "publicerad|publicerat|uppdaterad|uppdaterat|senast uppdaterad", "publisert|oppdatert|sist oppdatert", "publiceret|opdateret|offentliggjort|sidst opdateret",
        "julkaistu|päivitetty|viimeksi päivitetty", "opublikowano|data publikacji|aktualizacja|ostatnia aktualizacja|data|publikacja|data utworzenia", "publikováno|vydáno|aktualizováno|datum|zveřejněno|aktualizace", "publikované|aktualizované|dátum|zverejnené",
        "megjelent|közzétéve|frissítve|dátum|publikálva|utoljára frissítve", "publicat|publicat la|actualizat|data|data publicării|ultima actualizare|data publicarii", "objavljeno|ažurirano|datum|objavljeno:|posljednja izmjena|poslednja izmena|објављено|датум",
        "публикувано|обновено|дата|публикувана", "опубликовано:|обновлено|дата|дата публикации|дата:|создано|изменено", "опубліковано|оновлено|дата|дата публікації", "δημοσίευση|δημοσιεύτηκε|ενημερώθηκε|ημερομηνία|τελευταία ενημέρωση|δημοσιεύθηκε",
        "yayınlanma|yayın tarihi|güncelleme|son güncelleme|giriş|giriş tarihi|tarih|güncellenme tarihi|yayınlanma tarihi|eklenme|güncellenme|oluşturulma tarihi|eklenme tarihi",
        "نشر|نشر في|نشر:|تاريخ النشر|تاريخ النشر:|آخر تحديث|آخر تحديث:|تم التحديث|التاريخ|نشر بتاريخ|حدث في|تم النشر|تحديث|تم النشر في|منذ", "تاریخ انتشار|انتشار|به روز رسانی|تاریخ|آخرین به روزرسانی|تاریخ خبر|تاریخ انتشار:",
        "פורסם|עודכן|תאריך|פורסם ב|עדכון אחרון|פורסם:|עודכן:", "प्रकाशित|अपडेट|अपडेटेड|तारीख|पब्लिश|अपडेट किया गया|last updated|updated on|published on|published by|updated:",
        "เผยแพร่|อัปเดต|วันที่|ปรับปรุงล่าสุด|เผยแพร่เมื่อ|อัพเดท", "đăng lúc|cập nhật|ngày đăng|ngày|xuất bản|cập nhật lúc", "diterbitkan|diperbarui|tanggal|terbit|dipublikasikan|diterbitkan pada|kompas.com|tayang|diperbaharui",
        "公開|更新|公開日|更新日|掲載日|投稿日|最終更新|配信|公開日時|最終更新日|公開日:|更新日:|発売日|登録日", "입력|수정|등록|승인|업데이트|최종수정|게시|기사입력|입력:|수정:|최종 수정|기사승인|발행일|등록일|송고시간",
        "发布时间|发表时间|更新时间|发布日期|时间|日期|发布于|更新于|發布時間|發佈時間|更新時間|日期:|发布时间:|時間|發布日期|发表于|發表於|上架時間",
    ),
    "caption": (
        "photo by|photo:|photos:|image credit|photo credit|image:|credit:|file photo|image source|getty images|image caption|courtesy of|illustration|picture:|screenshot|view of|file|source: getty",
        "foto:|bild:|quelle: dpa|symbolbild|bildquelle|archivbild|symbolfoto|grafik|© dpa|bildrechte", "photo :|crédit photo|© afp|illustration|image d'illustration|crédits|photo d'illustration", "foto:|imagen de archivo|crédito|fotografía|imagen|archivo|efe",
        "foto:|crédito|divulgação|imagem|arquivo|reprodução|crédito:|fotografia", "foto:|immagine|credits|ansa|fotogramma|foto di repertorio|credit", "foto:|beeld|anp|afbeelding|© anp", "foto:|bild:|arkivbild|genrebild|bild|tt", "foto:|ntb|illustrasjonsfoto|bilde",
        "foto:|arkivfoto|ritzau scanpix|illustration|billede", "kuva:|kuva|lehtikuva|arkistokuva", "fot.|fot|foto:|zdjęcie|zdjęcie ilustracyjne|źródło zdjęcia|źródło: pap", "foto:|zdroj: čtk|ilustrační foto|ilustrační snímek", "foto:|ilustračná snímka|ilustračné foto|zdroj: tasr",
        "fotó|fotó:|illusztráció|kép|forrás: mti", "foto:|sursa foto|imagine|arhivă|foto", "foto:|izvor: hina|ilustracija|snimio|foto|фото:|илустрација", "снимка|снимка:|илюстрация|архив", "фото:|фото|иллюстрация|изображение|источник фото|архив|скриншот", "фото:|фото|ілюстрація|зображення",
        "φωτογραφία|φωτό|εικόνα|πηγή φωτογραφίας|αρχείο", "fotoğraf|fotoğraf:|görsel|arşiv|foto|fotoğraf: aa", "صورة|الصورة|تصوير|صورة أرشيفية|أرشيفية|أرشيف|مصدر الصورة|عدسة|غيتي|رويترز|أ ف ب", "عکس|عکس:|تصویر|آرشیو|منبع تصویر|عکاس", "צילום|צילום:|תמונה|אילוסטרציה|ארכיון|קרדיט",
        "फोटो|फोटो:|तस्वीर|फाइल फोटो|चित्र|image source", "ภาพ|ภาพ:|ภาพประกอบ|แฟ้มภาพ|เครดิตภาพ", "ảnh|ảnh:|ảnh minh họa|hình ảnh|nguồn ảnh|hình", "foto|foto:|gambar|ilustrasi|dok|dok.|arsip|ilustrasi:", "写真|写真：|撮影|画像|提供|写真提供|イメージ|イラスト|＝共同|撮影：", "사진|사진=|사진:|사진제공|자료사진|이미지|연합뉴스|제공|뉴시스", "图|图片|图源|摄影|图片来源|资料图|供图|图为|圖|圖片|攝影|圖／|圖片來源|資料照|示意圖|图:|照片",
    ),
    "breadcrumb": (
        "you are here:|current page|breadcrumb|home >", "sie befinden sich hier|sie sind hier:|aktuelle seite", "vous êtes ici :|fil d'ariane", "usted está aquí|estás aquí|ruta de navegación", "você está aqui|está aqui:", "sei in|ti trovi in|sei qui", "u bent hier|je bent hier|kruimelpad",
        "du är här|här är du", "du er her", "du er her:", "olet tässä|olet täällä", "jesteś tutaj|tu jesteś|strona główna >", "nacházíte se|jste zde|nacházíte se zde", "nachádzate sa|ste tu|nachádzate sa tu", "itt vagy|ön itt áll|jelenlegi hely", "ești aici|sunteți aici|vă aflați aici", "nalazite se|nalazite se ovdje|nalazite se ovde",
        "вие сте тук|намирате се в", "вы здесь|вы находитесь здесь|главная >", "ви тут|ви знаходитесь", "βρίσκεστε εδώ|είστε εδώ", "buradasınız|şu anda buradasınız|ana sayfa >", "أنت هنا|أنت هنا:|أنت الآن هنا", "شما اینجا هستید|مسیر شما", "אתה כאן|אתם נמצאים כאן|הינך כאן", "आप यहाँ हैं|आप यहां हैं", "คุณอยู่ที่นี่|คุณอยู่ที่", "bạn đang ở đây|bạn đang ở", "anda di sini|anda berada di sini|anda disini",
        "現在地|現在位置|現在のページ", "현재위치|현재 위치|현위치", "当前位置|您的位置|您所在的位置|您现在的位置|位置|當前位置|您的位置:|目前位置|現在位置|您在這裡",
    ),
    "author-bio": (
        "about the writer|about author|author bio|meet the author|more by this author|view author archive|all posts by|read more by|follow the author|is a staff writer|author profile|view full profile",
        "zur person|über die autorin|der autor|die autorin|weitere artikel von|mehr von|zum autor|zur autorin|alle beiträge von", "à propos de l'auteur|l'auteur|tous ses articles|du même auteur|ses derniers articles", "acerca del autor|sobre la autora|más del autor|ver más artículos|sobre el autor:|más artículos de",
        "sobre o autor|sobre a autora|mais do autor|ver todos os posts|mais artigos de", "l'autore|informazioni sull'autore|autore:|tutti gli articoli di|altri articoli di", "over de auteur|meer van deze auteur|over de schrijver", "om författaren|om skribenten|mer av", "om forfatteren|mer av", "om forfatteren|flere artikler af", "kirjoittajasta|tietoa kirjoittajasta", "o autorze|o autorce|zobacz inne artykuły autora|więcej od tego autora",
        "o autorovi|další články autora", "o autorovi|ďalšie články autora", "a szerzőről|a szerző további cikkei|a szerző", "despre autor|mai multe articole de|toate articolele", "o autoru|više od autora|svi članci autora", "за автора|още от автора", "об авторе:|все материалы автора|другие статьи автора|все статьи автора", "про автора|всі матеріали автора", "σχετικά με τον συντάκτη|περισσότερα από|ο συντάκτης",
        "yazar hakkında|yazarın diğer yazıları|yazarın tüm yazıları|tüm yazıları", "عن الكاتب|نبذة عن الكاتب|المزيد من الكاتب|مقالات أخرى للكاتب|السيرة الذاتية|عن المؤلف", "درباره نویسنده|نوشته های دیگر نویسنده", "על המחבר|אודות הכותב|עוד כתבות של", "लेखक के बारे में|लेखक परिचय|और पढ़ें लेखक", "เกี่ยวกับผู้เขียน|ผู้เขียนบทความ", "về tác giả|bài viết khác của tác giả", "tentang penulis|artikel lain dari penulis",
        "著者について|著者プロフィール|プロフィール|この記事の著者|執筆者紹介|この著者の記事|筆者紹介|この記事を書いた人", "기자 소개|저자 소개|글쓴이|기자의 다른기사|다른기사 보기|이 기자의 다른 기사", "作者简介|关于作者|作者介绍|该作者其他文章|作者簡介|關於作者|作者介紹|更多作者文章",
    ),
}
