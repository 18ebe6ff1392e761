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
search-button = Najít
search-locate = Použít moji polohu
search-locating = Zjišťujeme polohu…
search-locate-failed = Polohu se nepodařilo zjistit. Napište prosím adresu.
suggest-count = { $count ->
    [0] Nic jsme nenašli.
    [one] { $count } návrh, vybírejte šipkami.
    [few] { $count } návrhy, vybírejte šipkami.
    [many] { $count } návrhu, vybírejte šipkami.
   *[other] { $count } návrhů, vybírejte šipkami.
}
search-title = Hledání: { $query }
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
search-nearby-title = Co je poblíž
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
corrected-title = Co jsme v dotazu četli jinak
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
answer-official = Úřední zápis
answer-how = Jak jsme ji našli
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
answer-holder = Jméno
answer-deputy = Zástup
answer-territory = Území
answer-valid = Platí
answer-valid-from = od { $from }
answer-valid-span = od { $from } do { $to }
answer-source = Zdroj
answer-vacant = neobsazeno
answer-vacant-text = Místo teď nikdo nezastává. Obraťte se na služebnu.
answer-vacant-no-station = Místo teď nikdo nezastává.
answer-unknown = jméno zde nevedeme
answer-no-post = Pro toto území nemáme údaje o odpovědné osobě.
answer-position = Poloha
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
because-no-position = Adresa nemá souřadnice, a tak ji nelze umístit do mapy.
because-no-layer = Hranice těchto území zatím nejsou nahrané.
because-outside = Místo leží mimo všechna území této vrstvy.

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
street-nobody = nikdo
street-addresses = Všechny adresy v ulici ({ $count })
range-odd = lichá { $from }–{ $to }
range-even = sudá { $from }–{ $to }
range-all = { $from }–{ $to }
range-one = { $from }
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
territory-code = Označení
territory-name = Název
territory-addresses = Adres
territory-post = Odpovědná osoba
territory-title = { $territory }
territory-streets-caption = Ulice v území { $territory }
territory-street = Ulice
territory-part = Část obce
territory-map = Mapa území { $territory }
territory-edition = Zdroj { $source }, platí od { $from }.
territory-rule-title = Pravidla, která území vymezují

## Služebny
stations-caption = Služebny
station-note = Poznámka

## Údaje a přístupnost
data-title = Odkud jsou údaje
data-register = Adresy: registr RÚIAN (ČÚZK, licence CC BY 4.0), stav ke dni { $vintage }, { $count } adres.
data-register-invented = Adresy jsou smyšlené, vytvořené programem pro ukázku.
data-layer = { $layer }: { $source }, platí od { $from }, { $count } území.
data-layer-none = { $layer }: není nahráno.
data-layer-register = { $layer }: podle registru adres.
data-posts = Odpovědné osoby uvádíme jako místa, ne jako soukromé osoby. Kontakty jsou veřejné a patří místu.
data-api = Totéž pro programy: popis rozhraní je na adrese /api/openapi.json.
data-privacy = Hledané adresy neukládáme a návštěvníky nesledujeme.

access-title = Prohlášení o přístupnosti
access-text = Stránky jsou udělané podle WCAG 2.2 AA: ovládají se klávesnicí, fungují bez skriptů, mapy i grafy mají vedle sebe tabulku. Kontrolujeme je programem axe při každé změně; kontrolu s lidmi, kteří používají odečítač, jsme zatím neudělali.
access-contact = Narazíte-li na překážku, napište nám prosím na { $contact }.
access-contact-none = Narazíte-li na překážku, řekněte to prosím na kterékoli služebně městské policie.

## Chyby rozhraní
api-missing-query = Chybí parametr „q“ s hledaným textem.
api-missing-place = Zadejte buď „address“ (kód adresního místa), nebo „lon“ a „lat“.
api-no-address = Adresní místo s kódem { $code } v registru není.
api-no-register = Registr adres ještě není nahraný.
api-no-layer = Vrstva „{ $layer }“ není. Existují: municipal-precinct, state-police, district.
api-outside-country = Bod { $lon }, { $lat } leží mimo Českou republiku. Zeměpisná délka („lon“) je zde 12 až 19, šířka („lat“) 48 až 52.
page-no-address = Tuto adresu v registru nemáme. Možná byla zrušena; zkuste ji prosím vyhledat znovu.
page-no-street = Tuto ulici v registru nemáme.
page-no-territory = Toto území nemáme.
