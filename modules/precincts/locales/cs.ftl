# Okrsky: od adresy k lidem, kteří za ni odpovídají.

precincts-door = Můj okrsek

## Vrstvy
layer-municipal-precinct = Okrsky městské policie
layer-state-police = Obvody Policie ČR
layer-district = Městské obvody
layer-one-municipal-precinct = okrsek městské policie
layer-one-state-police = obvod Policie ČR
layer-one-district = městský obvod
post-municipal-precinct = Strážník-okrskář
post-state-police = Policista
post-district = Starosta městského obvodu
body-municipal-precinct = Městská policie
body-state-police = Policie České republiky
body-district = Úřad městského obvodu

## Úvod
home-title = Kdo odpovídá za vaši ulici?
home-lead = Napište adresu. Ukážeme vám strážníka-okrskáře, policistu a starostu obvodu, kteří za ni odpovídají.
home-how = Jak to funguje
home-how-text = Každá adresa leží ve třech územích, která na sobě nezávisí: v okrsku městské policie, v obvodu Policie ČR a v městském obvodu. Hledáme je zvlášť a u každého řekneme, podle čeho jsme rozhodli.
home-all = Všechny okrsky a obvody
home-no-register = Registr adres ještě není nahraný. Správce jej nahraje příkazem „okrsek import addresses“.

## Hledání
search-label = Adresa, ulice nebo místo
search-hint = Například: { $example }. Stačí bez háčků a čárek.
search-locate = Použít moji polohu
search-locating = Zjišťujeme polohu…
search-locate-failed = Polohu se nepodařilo zjistit. Napište prosím adresu.
search-empty-title = Napište, co hledáte
search-empty = Do pole napište adresu nebo ulici.
search-nothing-title = „{ $query }“ jsme nenašli
search-nothing = V registru adres taková adresa ani ulice není. Zkuste jen název ulice, nebo jiné písmo názvu. Naléhavé věci volejte rovnou.
search-choose-title = Kterou adresu myslíte?
search-choose = Dotazu odpovídá více míst. Vyberte jedno.
search-number-title = Číslo { $number } tu v registru není
search-number = Nejbližší čísla v téže ulici:
search-reversed-title = Čísla jsou zřejmě přehozená
search-reversed = Takové číslo popisné a orientační k sobě nepatří. Existuje ale opačná dvojice:
search-outside-title = „{ $said }“ sem nepatří
search-outside = Hledáme jen v obci { $city }. Tady se nám zdá podobné:
search-postcode-title = Samotné PSČ není adresa
search-postcode = Jedno směrovací číslo mívá více okrsků. Připište ulici a číslo.
search-entrances-title = Dům s více vchody
search-entrances = Zapsali jste dva vchody. Oba jsou v registru:
search-cut = Dotaz je velmi dlouhý, četli jsme jen jeho začátek.

## Jak byla adresa nalezena
matched-full = Podle celého čísla.
matched-orientation = Podle čísla orientačního.
matched-descriptive = Pouze podle čísla popisného; číslo orientační jste nezadali.
matched-evidence = Podle čísla evidenčního.
matched-reversed = Podle obrácené dvojice čísel.
matched-other-letter = Podle čísla, písmeno se ale liší.
matched-nearest = Nejbližší číslo v registru.
matched-name = Podle názvu.
matched-code = Podle kódu adresního místa.
matched-point = Podle místa na mapě; nejbližší adresa je { $metres } m daleko.
corrected-diacritics = „{ $from }“ čteme jako „{ $to }“ (háčky a čárky).
corrected-typo = „{ $from }“ čteme jako „{ $to }“ (překlep).
corrected-declension = „{ $from }“ čteme jako „{ $to }“ (pád).
corrected-abbreviation = „{ $from }“ čteme jako „{ $to }“ (zkratka).
corrected-completed = „{ $from }“ jsme doplnili na „{ $to }“.
corrected-missing = Doplnili jsme slovo „{ $word }“.
corrected-ignored = Slovo „{ $word }“ jsme nepoužili.
corrected-order = Slova jsou v jiném pořadí.
corrected-joined = Slova čteme dohromady jako „{ $to }“.
corrected-split = Slovo čteme odděleně jako „{ $to }“.
corrected-former = „{ $old }“ je dřívější název; dnes „{ $now }“.
corrected-former-until = „{ $old }“ je dřívější název (do roku { $until }); dnes „{ $now }“.
corrected-pair = Čísla byla v opačném pořadí.
corrected-letter = V registru je číslo { $number }.
disagrees-postcode = PSČ { $said } nesouhlasí; v registru je { $registered }.
disagrees-postcode-none = PSČ { $said } v registru u této adresy není.
disagrees-area = Napsali jste „{ $said }“, adresa ale leží jinde.
disagrees-town = Napsali jste „{ $said }“; hledáme jen v této obci.

## Odpověď
answer-title = Kdo odpovídá za adresu { $address }
answer-address = Adresa
answer-map = Mapa okolí adresy { $address }
answer-map-table = Totéž slovy: { $territories }.
answer-why = Proč právě oni?
answer-next = Co dál
answer-next-call = Děje-li se něco právě teď, volejte 158 nebo 156. Nečekejte na druhý den.
answer-station = Služebna
answer-seat = Adresa služebny
answer-phone = Telefon
answer-email = E-mail
answer-hours = Hodiny
answer-deputy = Zástup
answer-valid = Údaj platí
answer-stations = Zatím se obraťte na linku 156 nebo na některou služebnu:
answer-valid-from = od { $from }
answer-valid-span = od { $from } do { $to }
answer-source = Zdroj
answer-vacant = neobsazeno
answer-vacant-text = Místo teď nikdo nezastává. Obraťte se na služebnu.
answer-vacant-no-station = Místo teď nikdo nezastává.
answer-unknown = jméno zde nevedeme
answer-no-post = Pro toto území nemáme údaje o odpovědné osobě.
answer-position-none = Adresa nemá v registru souřadnice. Rozhodli jsme jen podle ulice a čísla.
answer-code = Kód adresního místa
answer-edition = Registr adres ke dni { $vintage }

## Proč
because-polygon = Bod adresy leží uvnitř hranice „{ $territory }“ (mapový podklad { $source }, platí od { $from }).
because-border = Bod adresy leží { $metres } m od hranice území. Výsledek si raději ověřte na služebně.
because-on-border = Bod adresy leží přesně na hranici území: { $territories }. Ověřte si to na služebně.
because-rule = Rozhodlo pravidlo na řádku { $line }: „{ $text }“ ({ $source }, platí od { $from }).
because-specific = Totéž místo zmiňuje obecněji i řádek { $line }; přednost má přesnější pravidlo.
because-register = Městský obvod je u adresy zapsaný přímo v registru adres (ke dni { $vintage }).
because-nobody = Žádné území tuto adresu nepokrývá. Prosíme, dejte nám o tom vědět.
because-conflict = Adresu si nárokuje více území najednou (řádky { $lines }). Prosíme, dejte nám o tom vědět.
because-no-position = Adresa nemá souřadnice, a tak ji nelze umístit do mapy. Zavolejte 158 nebo 156, poradí vám.
because-no-layer = Hranice těchto území zatím nejsou nahrané.

## Ulice
street-title = Kdo odpovídá za ulici { $street }
street-whole = Celá ulice má stejné odpovědné osoby.
street-split-title = Ulice { $street } je rozdělená
street-split = Podle čísla domu odpovídají různí lidé. Vyberte své číslo.
street-number = Číslo domu
street-ranges = Kdo má která čísla
street-ranges-caption = { $layer }: rozdělení čísel v ulici { $street }
street-territory = Území
street-numbers = Čísla
street-unplaced = nelze určit, adresa nemá souřadnice
street-nobody = nikdo
street-addresses = Všechny adresy v ulici ({ $count })
range-odd = lichá { $from }–{ $to }
range-even = sudá { $from }–{ $to }
range-descriptive = č. p. { $range }
range-evidence = č. ev. { $range }

## Území
territories-title = Všechny okrsky a obvody
territories-lead = { $city } má tři nezávislé způsoby, jak je rozdělená. Tady jsou všechny.
territories-caption = { $layer } – { $count ->
    [one] { $count } území
    [few] { $count } území
    [many] { $count } území
   *[other] { $count } území
}
territories-empty = Tato vrstva zatím není nahraná. Správce ji nahraje příkazem „okrsek import territories --layer { $layer } SOUBOR“.
territory-name = Název
territory-addresses = Adres
territory-post = Odpovědná osoba
territory-streets-caption = Ulice v území { $territory }
territory-street = Ulice
territory-part = Část obce
territory-map = Mapa území { $territory }
territory-edition = Zdroj { $source }, platí od { $from }.
territory-rule-title = Pravidla, která území vymezují

## Služebny
stations-caption = Služebny

## Údaje
data-title = Odkud jsou údaje
data-register = Adresy: registr RÚIAN (ČÚZK, licence CC BY 4.0), stav ke dni { $vintage }, { $count } adres.
data-register-invented = Adresy jsou smyšlené, vytvořené programem pro ukázku.
data-layer = { $layer }: { $source }, platí od { $from }, { $count } území.
data-layer-none = { $layer }: není nahráno.
data-layer-register = { $layer }: podle registru adres.
data-posts = Odpovědné osoby uvádíme jako místa, ne jako soukromé osoby. Kontakty jsou veřejné a patří místu.
data-api = Totéž pro programy: popis rozhraní je na adrese /api/openapi.json.
data-privacy = Hledané adresy neukládáme a návštěvníky nesledujeme.

## Odmítnutí
refusal-no-register = Registr adres ještě není nahraný.
refusal-missing-query = Chybí parametr „q“ s hledaným textem.
refusal-long-query = Dotaz „q“ má nejvýš { $most } znaků.
refusal-bad-limit = Počet návrhů „limit“ je 1 až { $most }.
refusal-missing-place = Zadejte buď „address“ (kód adresního místa), nebo „lon“ a „lat“.
refusal-no-address = Adresní místo s kódem { $code } v registru není.
refusal-no-layer = Vrstva „{ $layer }“ není. Existují: municipal-precinct, state-police, district.
refusal-outside-country = Bod { $lon }, { $lat } leží mimo Českou republiku. Délka „lon“ je zde 12 až 19, šířka „lat“ 48 až 52.
refusal-no-address-near = Do 500 m od tohoto místa není žádná adresa města.

## Dny
day-1 = po
day-2 = út
day-3 = st
day-4 = čt
day-5 = pá
day-6 = so
day-7 = ne
hours-all-day = nepřetržitě
street-all = celá ulice
street-none = bez ulice
station-restricted = bez přístupu veřejnosti

## Příkazy
verb-json = Vypíše odpověď jako JSON.
verb-yes = Neptá se a změnu rovnou potvrdí.
verb-needs-yes = Není koho se zeptat. Chcete-li změnu potvrdit, přidejte --yes.
verb-find = Najde adresu a všechny, kdo za ni odpovídají.
verb-find-text = Adresa, ulice nebo místo; stačí bez háčků a čárek.
verb-import-addresses = Nahraje úřední soubory adres RÚIAN, ukáže rozdíl proti nynějším a zeptá se.
verb-import-addresses-files = Soubory .csv, .gz, .zst, .zip nebo složka; jedna obec i celá země.
verb-import-date = Den, který registr popisuje; jinak podle názvu souboru nebo nejnovějšího záznamu.
verb-import-territories = Nahraje hranice území (GeoJSON, GML) nebo pravidla ulic a čísel.
verb-import-territories-file = Soubor; může být zabalený (.gz, .zst, .zip).
verb-import-from = Den, od kterého území platí; jinak dnešek.
verb-import-city = Určí, které město databáze vede, a nahraje jeho služebny, místa a dřívější názvy ulic.
verb-import-city-name = Název města z programu (plzen) nebo složka jako v content/cities.
verb-import-figures = Převezme zveřejněné údaje (TOML nebo CSV) jako vydání jejich zdrojů
verb-import-figures-file = Soubor s údaji; zdroje v něm, nebo v sources.toml vedle něj
verb-layer = Vrstva území.
verb-export-answerable = Ke každé adrese města zapíše kód území.
verb-export-csv = Zapíše CSV (jiný tvar zatím není).
verb-check = Zkontroluje soubor pravidel: co která řádka pokrývá, co je nejasné a kdo zůstal bez nikoho. Nic nezapisuje.
verb-check-file = Soubor pravidel.

## Import
import-nothing-changed = Nic jsme nezměnili.
import-same = Registr je stejný jako nynější. Nic jsme nezměnili.
import-confirm = Nahrát nové vydání? [a/N]
import-not-confirmed = Nepotvrzeno. Nic jsme nezměnili.
import-saved = Nahráno { $count } adres ke dni { $vintage }.
import-read = Přečteno { $count } adres, odmítnuto { $refused } řádků, { $repeated } se opakuje.
import-refused-row = { $file }, řádek { $line }, sloupec { $column }: { $reason }
import-difference = Rozdíl: { $new } nových, { $gone } zrušených, { $renamed } přejmenování, { $renumbered } přečíslovaných, { $moved } posunutých.
import-renamed = { $from } → { $to } ({ $count } adres)
import-touched = Změny se dotýkají { $count } řádků pravidel:
import-bad-date = „{ $text }“ není datum; čekáme tvar 2026-01-31. Nic jsme nezměnili.
import-layer-saved = { $layer }: nahráno { $count } území, platí od { $from }.
import-overlap = { $first } a { $second } se překrývají na { $area } m².
import-unresolved = { $count } řádků jsme nepřečetli; nepokrývají nic. Podívejte se: okrsek territory check.
import-coverage = Pokryto { $covered } z { $all } adres města.
import-city-saved = Město { $city }: { $stations } služeben, { $posts } míst.

## Kontrola pravidel
check-warning = pozor
check-unresolved = nepřečteno
check-not-utf8 = { $file } není v kódování UTF-8.
check-counts = { $territories } území, { $lines } řádků: { $resolved } přečteno, { $warnings } k ověření, { $unresolved } nepřečteno.
check-no-register = Registr adres není nahraný, pokrytí adres jsme nezkoušeli.
check-covered = Pokryto { $covered } z { $all } adres.
check-letters-in = Řádek { $line }, { $street }: rozsah zahrnuje i { $numbers }, aniž je jmenuje.
check-letters-out = Řádek { $line }, { $street }: nezahrnuje { $numbers }; má-li, napište je.
check-taken = Řádek { $winner } je přesnější než řádek { $loser } a bere mu { $count } adres.
check-registration = { $count } adres s číslem evidenčním vynechaly řádky s lichými nebo sudými čísly.
check-overlap = Řádky { $lines } si nárokují tytéž adresy ({ $count }).
check-nobody = Bez nikoho: { $street } ({ $count } adres).
territory-against-parity = číslo { $number } neodpovídá sudosti výčtu, vynechali jsme je
territory-bound-against-parity = mez { $number } neodpovídá sudosti; bereme jen čísla, která jí odpovídají
territory-perhaps-descriptive = { $number } výrazně převyšuje ostatní; nemá to být č. p.?
territory-letter-already-spanned = { $number } je už v uvedeném rozsahu
territory-pair-perhaps-turned = dvojice { $house }/{ $orientation } vypadá obráceně; čteme ji, jak je napsaná
territory-numbers-without-mark = čísla nejsou uvedena slovem „č.“; čteme je tak
territory-parity-ends = za výčtem sudých nebo lichých následuje rozsah bez určení; bereme obojí
territory-parity-taken-over = rozsah bez určení přebírá sudost předchozího
territory-system-taken-over = druh čísla přebíráme z předchozího
territory-exception-ends = výjimka tady končí
territory-read-as-descriptive = „č.“ v části obce čteme jako č. p.
territory-marked-but-understood = řádek je označen jako nevyjádřitelný, přesto jsme mu porozuměli
territory-stage-dependent = mluví o ročnících nebo stupni školy; nepokrývá nic
territory-marked = řádek je označen vykřičníkem jako nevyjádřitelný; nepokrývá nic
territory-not-understood = nerozumíme textu „{ $text }“; řádek nepokrývá nic
territory-number-missing = chybí číslo; řádek nepokrývá nic
territory-street-missing = chybí název ulice; řádek nepokrývá nic
territory-area-missing = chybí název území; řádek nepokrývá nic
territory-range-reversed = rozsah jde pozpátku ({ $from }–{ $to }); řádek nepokrývá nic
territory-roman-range = rozsah římských číslic jde pozpátku nebo je příliš dlouhý; řádek nepokrývá nic
territory-number-too-large = číslo je příliš velké; řádek nepokrývá nic
territory-parity-reach-unclear = není jasné, kam až sudost sahá; řádek nepokrývá nic
territory-parity-list-unclear = není jasné, zda jde o všechna čísla, nebo jen o uvedený rozsah; řádek nepokrývá nic
territory-exception-reach-unclear = není jasné, kam až výjimka sahá; řádek nepokrývá nic
territory-exception-in-exception = výjimka ve výjimce; řádek nepokrývá nic
territory-segment-by-crossings = úsek od křižovatky ke křižovatce; čísla musí určit člověk, řádek nepokrývá nic
territory-said-missing = text sám říká, že ulice není; řádek nepokrývá nic
territory-line-too-long = řádek je příliš dlouhý; nepokrývá nic
territory-rule-without-title = pravidlo stojí před prvním názvem území; nepokrývá nic
territory-street-outside-area = ulice „{ $name }“ leží jinde, než pod čím řádek stojí; nepokrývá nic
territory-spelled-otherwise = „{ $name }“ je v registru psáno „{ $registered }“
territory-same-name = ulic „{ $name }“ je tu { $streets }; řádek pokrývá všechny
territory-matches-nothing = řádek nepokrývá žádnou adresu
territory-under-stage-heading = stojí pod nadpisem pro jeden stupeň školy; pokrývá, co říká, bez ohledu na stupeň
territory-unknown-street = ulice „{ $name }“ v registru není; nejbližší názvy: { $nearest }
territory-unknown-area = území „{ $name }“ v registru není; řádek nepokrývá nic
territory-street-read-as-descriptive = ulice nemá čísla orientační; „č.“ čteme jako č. p.
territory-no-orientation-numbers = ulice nemá čísla orientační; řádek v ní nepokrývá nic
territory-some-without-orientation = { $doors } adres nemá číslo orientační; řádek je nepokrývá
territory-above-highest = číslo { $number } převyšuje nejvyšší v ulici ({ $highest }){ $descriptive ->
    [true] ; č. p. { $number } tu ale je
   *[other] {""}
}
territory-pair-not-in-register = dvojice { $house }/{ $orientation } v registru není{ $turned ->
    [true] , opačná ano
   *[other] {""}
}
territory-file-malformed = soubor nelze přečíst: { $detail }
territory-file-not-territories = soubor neobsahuje území
territory-file-no-features = soubor neobsahuje žádný prvek
territory-file-empty-geometry = prvek nemá tvar
territory-file-not-a-polygon = prvek je „{ $kind }“, čekáme plochu
territory-file-ring-too-short = obrys má jen { $points } bodů
territory-file-ring-not-closed = obrys není uzavřený
territory-file-not-a-number = souřadnice není číslo
territory-file-odd-coordinates = souřadnic je lichý počet
territory-file-axes-swapped = osy jsou zřejmě prohozené ({ $lon }, { $lat }); čekáme nejprve délku, potom šířku
territory-file-looks-like-krovak = souřadnice vypadají jako S-JTSK ({ $x }, { $y }), soubor to ale neuvádí
territory-file-coordinate-system = souřadnicový systém „{ $name }“ neumíme
territory-file-outside-envelope = bod { $lon }, { $lat } leží mimo Českou republiku
territory-file-no-code = území nemá označení
territory-file-duplicate-code = označení „{ $code }“ je v souboru dvakrát
territory-file-too-deep = soubor je příliš vnořený
territory-file-too-large = soubor je příliš velký

## Proč soubor nebo řádek nebyl přijat
fault-open = { $file }: nelze otevřít ({ $cause }).
fault-damaged = { $file }: soubor je poškozený nebo uříznutý po { $read } rozbalených bajtech ({ $cause }).
fault-archive = { $file }: archiv ZIP nelze přečíst ({ $cause }).
fault-bomb = { $file }: rozbalením by vzniklo víc než { $limit } bajtů; takový soubor odmítáme.
fault-empty-folder = { $file }: ve složce není žádný soubor .csv, .gz, .zst ani .zip.
fault-empty-file = { $file }: soubor je prázdný.
fault-nothing-left = Nepřevzali jsme ani jednu adresu, odmítnuto { $count } řádků.
fault-not-utf8 = { $file }, řádek { $line }: soubor není v kódování UTF-8.
fault-not-text = { $file }, řádek { $line }, sloupec { $column }: soubor není text (bajt { $byte }).
fault-twice = { $file }: označení „{ $code }“ mají dvě území.
fault-no-territory = { $file }: v souboru není žádné území.
fault-at-feature = prvek { $number }
fault-at-line = řádek { $line }
fault-csv-empty = soubor je prázdný.
fault-csv-utf8 = soubor je v UTF-8; úřední soubory adres jsou ve windows-1250.
fault-csv-header = řádek { $line }: hlavička není úřední, čekáme 19 sloupců ({ $missing } chybí).
fault-csv-missing = Chybí: { $columns }.
fault-csv-unexpected = Neznáme: { $columns }.
fault-csv-repeated = Dvakrát: { $columns }.
row-fields = { $found } polí místo { $expected }
row-too-long = řádek má { $bytes } bajtů, to žádná adresa nemá
row-broken-off = soubor tu končí uprostřed řádku
row-missing = hodnota chybí
row-not-a-number = „{ $text }“ není číslo
row-out-of-range = číslo { $text } je mimo meze
row-unknown-kind = „{ $text }“ není č.p. ani č.ev.
row-not-a-letter = „{ $text }“ není písmeno čísla
row-not-a-date = „{ $text }“ není datum
row-not-text = bajt { $text } není text
row-utf8 = UTF-8 v souboru windows-1250
row-not-finite = souřadnice není konečné číslo
row-axes-swapped = souřadnice Y a X jsou zřejmě prohozené ({ $y }, { $x })
row-axes-negative = souřadnice jsou záporné ({ $y }, { $x }); registr je uvádí kladné
row-degrees = souřadnice vypadají jako stupně ({ $y }, { $x }); registr je uvádí v metrech
row-outside-country = souřadnice ({ $y }, { $x }) leží mimo Českou republiku
