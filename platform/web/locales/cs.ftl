# Rám stránky
frame-name = Okrsek
frame-skip = Přejít k obsahu
frame-emergency = Tísňová čísla
frame-112 = Tísňová linka
frame-158 = Policie ČR
frame-156 = Městská policie
frame-155 = Záchranná služba
frame-150 = Hasiči
frame-doors = Hlavní nabídka
frame-languages = Jazyk
frame-footer = O těchto stránkách
frame-accessibility = Prohlášení o přístupnosti
frame-about = O systému a licence
frame-invented = Ukázkové město – osoby, adresy a události jsou smyšlené.

# Rám pracoviště
frame-staff-door = Pro zaměstnance
frame-workplace = pracoviště
frame-menu = Nabídka
frame-menu-close = Zavřít nabídku
frame-steps = Kroky práce
frame-acting = Jednáte za:
frame-switch = Změnit
frame-choose = Zvolit, za koho jednáte
frame-account = Můj účet:
frame-sign-out = Odhlásit se
frame-breakglass = Mimořádný přístup je otevřený do { $until }. Každé čtení se zapisuje a někdo ho posoudí.
step-today = Dnes
step-scanning = Co se děje
step-analysis = Proč a kde
step-response = Co s tím
step-assessment = Pomohlo to?
step-exchange = Spolu
step-crisis = Krize
step-administration = Správa

# Formuláře a hledání
form-error = Chyba:
form-errors =
    { $count ->
        [one] Jednu věc je potřeba opravit
        [few] Je potřeba opravit { $count } věci
        [many] Je potřeba opravit { $count } věci
       *[other] Je potřeba opravit { $count } věcí
    }
form-kept = Co jste napsali, zůstalo zachováno. Nic jsme zatím neodeslali.
search-button = Najít
search-none = Žádný návrh. Můžete hledat i tak.
search-count = Počet návrhů: #. Vybírejte šipkami.
search-failed = Návrhy se nepodařilo načíst. Hledat můžete dál.

# Tabulky a mapy
table-rows =
    { $count ->
        [one] { $count } řádek
        [few] { $count } řádky
        [many] { $count } řádku
       *[other] { $count } řádků
    }
table-csv = Stáhnout jako CSV
table-xlsx = Stáhnout jako Excel (XLSX)
table-pages = Stránky tabulky
table-empty = Zatím tu nic není.
refusal-export-rows = Do jednoho listu se vejde nejvýš { $most } řádků. Nic se neztratilo, zužte výběr nebo zvolte CSV.
map-zoom-in = Přiblížit
map-zoom-out = Oddálit
map-failed = Pohyblivou mapu se nepodařilo načíst, zůstává obrázek.
map-attribution = Adresy a hranice: RÚIAN, ČÚZK

# Součásti pracoviště
file-too-large = Tento soubor je příliš velký a neodešle se. Vyberte menší.
stepline-done = hotovo
stepline-skipped = vynecháno
undo-button = Vrátit zpět
conflict-theirs = Mezitím uloženo: { $who }
conflict-mine = Vaše znění
conflict-advice = Nic se neztratilo. Upravte své znění tak, aby obsahovalo i to druhé, a uložte je.
keys-title = Klávesové zkratky
keys-search = přejít do hledání
keys-next = další řádek
keys-previous = předchozí řádek
keys-open = otevřít řádek
keys-help = tato nápověda
keys-on = Zkratky z jednoho písmene jsou zapnuté
keys-close = Zavřít
form-unsaved = Na stránce je neuložený text.
draft-saved = Rozepsaný text je uložen ({ $time }).
draft-failed = Rozepsaný text se nepodařilo uložit. Zůstává na stránce.
presence-others = Na záznamu právě pracuje také: { $people }

# Chyby
error-number = Chyba { $status }
error-home = Přejít na úvodní stránku
error-request = Kdyby se to opakovalo, napište nám a uveďte číslo požadavku
error-400-title = Požadavku nerozumíme
error-400-what = Adresa nebo odeslané údaje nemají tvar, který čekáme.
error-400-advice = Nic se neztratilo. Zkontrolujte adresu stránky nebo začněte znovu z úvodní stránky.
error-403-title = Tohle udělat nejde
error-403-what = Stránka není určena vám, nebo požadavek přišel odjinud než z těchto stránek.
error-403-advice = Nic jsme nezměnili. Otevřete formulář znovu přímo na těchto stránkách.
error-404-title = Stránku jsme nenašli
error-404-what = Na této adrese nic není. Možná je v odkazu překlep nebo stránka změnila místo.
error-404-advice = Nic se neztratilo. Zkuste to znovu z úvodní stránky.
error-405-title = Takto se stránka nepoužívá
error-405-what = Tato adresa přijímá jiný druh požadavku.
error-405-advice = Nic jsme nezměnili. Začněte znovu z úvodní stránky.
error-413-title = Odeslaných údajů je příliš mnoho
error-413-what = To, co jste poslali, je větší, než můžeme přijmout.
error-413-advice = Nic jsme nezměnili. Zkraťte text nebo pošlete menší soubor.
refusal-upload-too-large = Formulář se soubory může mít nejvýš { $megabytes } MB.
refusal-upload-broken = Formulář se soubory přišel neúplný nebo poškozený.
error-414-title = Dotaz je příliš dlouhý
error-414-what = Do vyhledávání se vejde nejvýš několik set znaků.
error-414-advice = Nic se neztratilo. Stačí ulice a číslo domu, například „Zahradní 173/2“.
error-422-title = Takto to nejde
error-422-what = Údajům rozumíme, ale nemůžeme je použít.
error-422-advice = Nic jsme nezměnili. Upravte údaje a zkuste to znovu.
error-429-title = Příliš mnoho požadavků
error-429-what = Z vašeho připojení přišlo v krátké době hodně požadavků.
error-429-advice = Nic se neztratilo. Chvíli počkejte a zkuste to znovu. V nouzi volejte 112.
error-500-title = Něco se pokazilo u nás
error-500-what = Stránku se nepodařilo připravit. Chyba je na naší straně a máme ji zapsanou.
error-500-advice = Žádná data se neztratila. Zkuste to prosím za chvíli. V nouzi volejte 112.
error-503-title = Teď to nestíháme
error-503-what = Odpověď trvala příliš dlouho, nebo systém právě nemůže odpovídat.
error-503-advice = Žádná data se neztratila. Zkuste to prosím za chvíli. V nouzi volejte 112.

# O systému
about-title = O systému
about-what = Okrsek je jedno místo, kde se město stará o své bezpečí.
about-loop = Najdete tu, kdo odpovídá za vaši ulici, jak je na tom město a co se s tím dělá. Stejná fakta používá město, policie i občané.
about-data-title = Odkud jsou údaje
about-data = Adresy pocházejí z veřejného registru RÚIAN, který vede Český úřad zeměměřický a katastrální. U každé odpovědi je napsáno pravidlo nebo hranice, podle které vznikla, a datum vydání.
about-licence-title = Licence
about-licence = Program je svobodný, šíří se pod licencí EUPL 1.2.
about-source = Zdrojový kód
about-third-party = Licence součástí, ze kterých se skládají stránky

# Přístupnost
accessibility-title = Prohlášení o přístupnosti
accessibility-lead = Stránky mají vyhovovat zákonu č. 99/2019 Sb. a normě WCAG 2.2 na úrovni AA.
accessibility-keyboard = Vše lze ovládat klávesnicí a prvek, na kterém jste, je vždy vidět.
accessibility-script = Všechny stránky fungují i bez JavaScriptu.
accessibility-map = Co je na mapě, je napsáno i slovy nebo v tabulce.
accessibility-zoom = Text lze zvětšit na čtyřnásobek, aniž by se něco ztratilo. Tmavý vzhled a omezení pohybu se řídí nastavením vašeho zařízení.
accessibility-known-title = O čem víme
accessibility-known = Pohyblivá mapa je pro čtečky obrazovky jen doplněk. Totéž najdete v textu vedle ní.
accessibility-contact-title = Narazili jste na překážku?
accessibility-contact = Napište nám, co nefunguje a na které stránce. Odpovíme do 15 dnů.

# A report as a file
report-file-pdf = Zpráva (PDF)
report-file-print = Zpráva k tisku
refusal-report-no-typesetter = Na tomto serveru není nainstalovaný program, který sází PDF. Použijte prosím zprávu k tisku.
report-verb-needs-out = Soubor na obrazovku nevypisujeme. Řekněte, kam ho uložit: --out SOUBOR
report-verb-no-typesetter = Program, který sází PDF, tu není nainstalovaný. Zprávu k tisku dá --format html.
report-verb-unwritable = Soubor { $file } nejde zapsat: { $reason }
