# Přestupky a kriminalita: co je nahlášeno, kde a kdy.

# --- zdroje
offences-source = Zdroj
offences-source-municipal = Události městské policie
offences-source-police-map = Mapa kriminality Policie ČR
offences-source-police-uk = Kriminalita ve Spojeném království (zkušební data)
offences-source-chicago = Kriminalita v Chicagu (zkušební data)
offences-counted-municipal = Události, které městské policii někdo nahlásil. Událost není přestupek ani pachatel; k jedné události může patřit více přestupků i žádný. Co hlídky zjistily samy, tu není: ukazovalo by spíš, kam se chodí.
offences-counted-police-map = Události z mapy kriminality Policie ČR podle dne, kdy byly nahlášeny nebo zapsány, ne kdy se staly. Místa jsou záměrně nepřesná. Událost s více kategoriemi je započtena jednou, v první z nich. Objasněnost se z tohoto zdroje počítat nedá.
offences-counted-police-uk = Události zveřejněné na data.police.uk po měsících; body jsou posunuté na nejbližší bod seznamu.
offences-counted-chicago = Události zveřejněné městem Chicago; posledních sedm dní chybí, místa jsou zaokrouhlená na blok.
offences-licence-municipal = Data městské policie zveřejňuje město.
offences-licence-police-map = Zdroj dat: Policie ČR, mapa kriminality pro veřejnost. Data se nesmějí použít ke komerčním účelům.
offences-licence-police-uk = Obsahuje informace veřejného sektoru pod licencí Open Government Licence v3.0.
offences-licence-chicago = Zdroj dat: City of Chicago. Město upozorňuje, že srovnávat data v čase se nemá.

# --- měsíce a dny
offences-month-1 = leden
offences-month-2 = únor
offences-month-3 = březen
offences-month-4 = duben
offences-month-5 = květen
offences-month-6 = červen
offences-month-7 = červenec
offences-month-8 = srpen
offences-month-9 = září
offences-month-10 = říjen
offences-month-11 = listopad
offences-month-12 = prosinec

# --- verdikt
offences-verdict-stable = stabilizováno
offences-verdict-slight = stabilizováno s mírným trendem
offences-verdict-rising = roste
offences-verdict-falling = klesá
offences-verdict-undecided = nelze rozhodnout
offences-verdict-more = { $verdict }, chybí ještě asi { $months } měs. údajů
offences-change = { $change } (s 95% jistotou { $low } až { $high })
offences-no-ratio = změnu nelze spočítat

# --- přerušení řad
offences-break-none = Ve sledovaném období se způsob počítání neměnil.
offences-break-method-2016 = nový způsob evidence trestných činů
offences-break-covid = opatření proti covidu
offences-break-damage-2020 = hranice škody trestného činu se zdvojnásobila na 10 000 Kč, část krádeží je od té doby přestupkem

# --- veřejná stránka
offences-public-title = Přestupky a kriminalita
offences-public-empty = Zatím tu nic není. Údaje se objeví, až je město poprvé zveřejní.
offences-invented = Ukázkové město – události jsou smyšlené.
offences-all = Všechny události
offences-rest = Ostatní
offences-category = Kategorie
offences-show = Zobrazit
offences-month = Měsíc
offences-city = Celé město
offences-territory = Území
offences-cases-in = Událostí v roce { $year }
offences-rate = Na 1 000 obyvatel
offences-interval = 95% interval
offences-ends = { $low } až { $high }
offences-residents = Obyvatel
offences-held = ·
offences-as-table = Totéž v tabulce
offences-unit-month = událostí za měsíc
offences-chart-description = Počty událostí po měsících, { $from } až { $to }, s 95% intervaly.
offences-chart-note = Pás kolem čáry je 95% interval náhodného kolísání. Přerušovaná svislá čára značí změnu způsobu počítání.
offences-finding = { $what }: za 12 měsíců do { $to } jich bylo nahlášeno { $total }. Proti předchozím 12 měsícům: { $verdict }, { $change }.
offences-finding-short = { $what }: za poslední zveřejněné měsíce do { $to } jich bylo nahlášeno { $total }. Na srovnání s předchozím rokem je údajů málo.
offences-finding-held = { $what }: v některém měsíci jich bylo tak málo, že součet neukazujeme.
offences-by-month = Jak se to vyvíjí
offences-months-caption = Nahlášené události po měsících, celé město
offences-map-finding = Rok { $year }: obvody s prokazatelně vyšší mírou než celé město: { $higher }, s prokazatelně nižší: { $lower }
offences-map-description = Mapa městských obvodů podle počtu nahlášených událostí na 1 000 obyvatel; táž čísla jsou v tabulce pod mapou.
offences-map-note = Barva se liší jen tam, kde se 95% intervaly obvodu a města nepřekrývají. Míra na obyvatele nadhodnocuje střed města, kam se dojíždí.
offences-tone-lower = prokazatelně nižší než v celém městě
offences-tone-same = nelze rozlišit
offences-tone-higher = prokazatelně vyšší
offences-tone-unknown = příliš málo událostí, neukazujeme
offences-by-district = Podle městských obvodů
offences-by-precinct = Podle okrsků městské policie
offences-territories-caption = { $what }, rok { $year }
offences-method = Jak čísla vznikla
offences-method-counted = Co se počítá
offences-method-held = Co neukazujeme
offences-held-note = Čísla od 1 do { $threshold } bez jedné a další, ze kterých by se dala dopočítat, nahrazuje tečka. Z { $cells } čísel jich je zadrženo { $held }. Součet ukazujeme jen tam, kde ukazujeme všechno, z čeho se skládá.
offences-method-ripe = Kdy se zveřejňuje
offences-ripe-note = Měsíc zveřejňujeme nejdřív po osmi týdnech a pak už ho neměníme, aby se z rozdílu dvou vydání nedalo nic vyčíst.
offences-method-rate = Míra na obyvatele
offences-rate-note = Počet na 1 000 obyvatel území s přesným 95% intervalem (Poissonovo rozdělení).
offences-residents-of = Počty obyvatel: { $sources }.
offences-method-breaks = Změny v počítání
offences-method-licence = Zdroj a licence
offences-method-release = Vydání
offences-release-line = { $number }. vydání, { $at }
offences-api = Tatáž data pro programy (JSON)

# --- odmítnutí
refusal-offences-unreadable = Soubor se nepodařilo přečíst: { $reason }. Nic jsme nezměnili.
refusal-offences-file-unknown = Tento soubor nepoznáváme nebo je poškozený: není to CSV městské policie, zip mapy kriminality, sešit statistik policie ani soubor z data.police.uk nebo Chicaga. Nic jsme nezměnili.
refusal-offences-file-no-statistics = { $name } není sešit ani měsíce útvarů, nebo je poškozený. Nic jsme nezměnili.
refusal-offences-file-same-time = { $second } je o témže území a týchž měsících jako { $first }. Vyberte jeden. Nic jsme nezměnili.
refusal-offences-file-too-many = V souboru { $name } je víc než { $most } sešitů. Rozdělte je. Nic jsme nezměnili.
refusal-offences-known-file = Stejný soubor už tu je, pod názvem „{ $name }“. Nic jsme nezměnili.
refusal-offences-decided = O tomto souboru už někdo rozhodl. Načtěte stránku znovu.
refusal-offences-unprotected = Čísla se nepodařilo prokazatelně ochránit, proto jsme nic nezveřejnili.
refusal-offences-nothing-ripe = Není co zveřejnit: žádný celý měsíc ještě není starší než osm týdnů.
refusal-offences-alarm-step = Z tohoto stavu tam výstraha přejít nemůže. Nic jsme nezměnili.
refusal-offences-changed = Mezitím s výstrahou pracoval někdo jiný. Načtěte stránku znovu a zkuste to ještě jednou.
refusal-offences-months-only = Tento zdroj uvádí jen měsíce; opakování v okolí z něj spočítat nejde. Nic jsme nezměnili.

offences-topic-lead = kolik událostí a kde, po obvodech a měsících, bez přesných míst
