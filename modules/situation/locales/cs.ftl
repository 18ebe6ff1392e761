# Jak je na tom město: tvrzení s důkazem, údaje za nimi, situační zpráva.

situation-door = Jak je na tom město
situation-title = Jak je na tom město
situation-lead = Co město o bezpečnosti říká, zda to platí a čím se to dokládá. Každé číslo vede ke svému zdroji.
situation-no-claims = K tomuto dni není zveřejněno žádné tvrzení.
situation-caveat-count = { $count ->
    [0] Bez výhrad.
    [one] K tomu { $count } výhrada.
    [few] K tomu { $count } výhrady.
   *[other] K tomu { $count } výhrad.
}
situation-prove = Jak to víme
situation-topics = Podrobněji
situation-papers = Situační zprávy
situation-papers-empty = Žádná situační zpráva zatím nebyla zveřejněna.
situation-paper-title = Bezpečnostní situace: { $city }
situation-paper-day = Situace ke dni { $day }
situation-published = Zveřejněno { $at }. Zveřejněná zpráva se nemění.
situation-file-json = Data zprávy (JSON)
situation-back = Zpět
situation-reasons = Proč
situation-caveats = S jakými výhradami
situation-figures-behind = Ukázat údaje
situation-history = Jak se ověřovalo
situation-unchecked = Zatím neověřeno
situation-turned = Když se tvrzení zveřejnilo, znělo „{ $was }“. Podle dnešních údajů je to „{ $now }“.
situation-has-turned = Údaje se změnily, verdikt je jiný než při zveřejnění.
situation-undefined = Zdroj neříká, co přesně se počítá. Tyto údaje se proto nesrovnávají ani mezi sebou a nespojuje je čára.
situation-breaks = Kde se způsob počítání změnil
situation-sources = Zdroje
situation-unit-label = Jednotka
situation-n = Známých období
situation-data-hash = Otisk údajů (SHA-256)
situation-table = { $concept }: tabulka
situation-period = Období
situation-value = Hodnota
situation-provisional = předběžné
situation-disputed = zdroje se liší
situation-note = Poznámka
situation-source = Zdroj
situation-licence = Podmínky užití
situation-licence-unknown = zdroj je neuvádí
situation-imported = Převzato
situation-figures = Údajů ve vydání
situation-form = Podoba souboru
situation-source-number = Č.
situation-source-title = Zdroj
situation-source-place = Kde se najde
situation-source-fetched = Získáno
situation-source-hash = Otisk souboru (SHA-256)

# Pracoviště
situation-claims-title = Tvrzení
situation-claims-lead = Věty, které o bezpečnosti říkáme veřejně. Každá stojí na údajích a pravidle; když se údaje změní, ověří se znovu.
situation-claims-caption = { $count ->
    [one] { $count } tvrzení
   *[other] { $count } tvrzení
}
situation-claims-empty = Zatím žádné tvrzení. Začněte tlačítkem Napsat tvrzení.
situation-turned-count = { $count ->
    [one] U { $count } zveřejněného tvrzení vychází dnes jiný verdikt. Rozhodněte prosím, zda má zůstat.
   *[other] U { $count } zveřejněných tvrzení vychází dnes jiný verdikt. Rozhodněte prosím, zda mají zůstat.
}
situation-claim = Tvrzení
situation-claim-new = Napsat tvrzení
situation-claim-state = Stav
situation-claim-changed = Změněno
situation-claim-drafted = koncept
situation-claim-checked = ověřeno
situation-claim-published = zveřejněno
situation-claim-withdrawn = staženo
situation-verdict = Verdikt
situation-check = Ověřit
situation-publish = Zveřejnit
situation-let-stand = Ponechat s novým verdiktem
situation-withdraw = Stáhnout
situation-new-lead = Nejdřív určete, co se srovnává a jaká změna se ještě bere za žádnou. Teprve pak se podíváme na údaje.
situation-sentence = Věta ({ $lang })
situation-sentence-hint = Čísla se nepíší, doplní se: { $places }
situation-sentence-required = Napište prosím větu.
situation-concept = Co se počítá
situation-concept-required = Vyberte prosím, co se počítá.
situation-territory = Kde
situation-territory-hint = Kód území, například municipality:554791
situation-territory-wrong = Takový kód území neznáme.
situation-item = Položka (kód), nepovinné
situation-reference-from = Srovnává se s obdobím od
situation-reference-to = do
situation-comparison-from = Tvrzení je o období od
situation-comparison-to = do
situation-date-wrong = Napište prosím den, například 31. 12. 2018.
situation-margin = Mez v procentech
situation-margin-hint = Jak velká změna se ještě bere za žádnou. Určuje se předem.
situation-margin-wrong = Mez je číslo mezi 1 a 50.
situation-rest-of = Srovnat se zbytkem území, nepovinné
situation-rest-of-hint = Kód většího území, například state:CZ
situation-save = Uložit a ověřit
situation-paper-door = Situační zpráva
situation-paper-lead = Údaje, tvrzení s verdikty a co je nové od minula, ke zvolenému dni.
situation-day = Den
situation-day-wrong = Napište prosím den.
situation-look = Ukázat
situation-publish-paper = Zveřejnit zprávu
situation-concepts = { $count ->
    [one] { $count } ukazatel
    [few] { $count } ukazatele
   *[other] { $count } ukazatelů
}

# Zpráva
situation-summary = Souhrn
situation-no-figures = Pro toto území a tyto roky nejsou žádné veřejné údaje.
situation-later = Údaje a období označená hvězdičkou nebyly { $day } známé; říkají, co se ukázalo později.
situation-family-crime = Trestná činnost
situation-family-offences = Přestupky a události
situation-family-foreigners = Cizinci ve městě
situation-family-agencies = Agentury práce
situation-family-zones = Okolí průmyslových zón
situation-no-map = Bez mapy: nejsou zveřejněny údaje podle obvodů.
situation-map-title = { $concept } na { $per } obyvatel, { $period }
situation-map-description = Obvody, jejichž interval leží celý nad hodnotou města nebo pod ní, jsou odlišeny; ostatní ne. Čísla jsou v tabulce.
situation-district = Obvod
situation-count = Počet
situation-inhabitants = Obyvatel
situation-rate = Na { $per } obyvatel
situation-interval = Interval 95 %
situation-suppressed = nezveřejněno
situation-chart-description = Průběh: { $concept }. Stejná čísla jsou v tabulce.
situation-unit = Jednotka: { $unit }.
situation-after = * Známo až po { $day }.
situation-changes = Co je nové
situation-since-paper = Od poslední zprávy ze dne { $day }:
situation-since-year = Dřívější zpráva není; srovnává se s tím, co bylo známo o rok dříve, { $day }:
situation-since-asked = Od { $day }:
situation-moved = { $from }: { $before }, { $to }: { $after }
situation-nothing-new = Žádný ukazatel nemá novější uzavřené období.
situation-method = Verdikt „stabilizováno“ znamená, že celý interval změny leží v mezi, která byla určena předem; „nevíme“ není „stabilizováno“. Pojmy, které počítají různé věci, se nesrovnávají. Otisk u zdroje dovoluje ověřit, že jde o tentýž soubor.

verb-report-situation = Situační zpráva ke dni: údaje se zdroji, tvrzení s verdikty, co je nové
verb-report-situation-city = Město, jehož zveřejněné údaje jsou součástí programu; bez toho město této databáze
verb-report-situation-date = Den zprávy, bez něj dnes
verb-report-situation-since = Den, se kterým se srovnává
verb-report-situation-lang = Jazyk zprávy
verb-report-situation-out = Soubor .pdf, .html nebo .json
situation-verb-ending = Podle přípony nepoznáme, co chcete. Soubor má končit .pdf, .html nebo .json.
situation-verb-no-typesetter = Program, který sází PDF, tu není nainstalovaný. Soubor s příponou .html dá zprávu k tisku.
situation-verb-no-city = Zveřejněné údaje města „{ $city }“ nejsou součástí programu. Jsou tu: { $known }.
