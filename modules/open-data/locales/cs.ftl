# Otevřená data, mapa a služba OGC API – Features.

data-open-title = Otevřená data
data-open-lead = Tabulky a mapové vrstvy, které si může každý stáhnout a použít bez přihlášení. U každé říkáme, co znamenají sloupce, kdy se data změnila a co s nimi smíte dělat.
data-sets = Datové sady
data-nothing = Zatím nic nezveřejňujeme. Data se objeví, až správce nahraje registr adres a město.
data-empty = Není tu žádný řádek.
data-download = Tabulka CSV: { $title }
data-layers = Vrstvy mapy
data-layers-text = Tytéž věci na mapě, i pro mapové programy.
data-name = Název
data-what = Co obsahuje
data-tiles = Dlaždice
data-for-programs = Pro programy
data-catalogue-where = Katalog podle DCAT-AP-CZ pro národní katalog otevřených dat:
data-stable = Adresy souborů se nemění. Kdo pošle zpět značku ETag, dostane data jen tehdy, když se změnila.
data-never = Nezveřejňujeme jména ani spojení na osoby, případy a neověřené podněty.

## Sada
data-files = Soubory
data-file-csv = Tabulka CSV
data-file-csvw = Popis sloupců pro programy (CSVW)
data-file-dcat = Záznam do katalogu (DCAT-AP-CZ)
data-columns = Co znamenají sloupce
data-columns-caption = Sloupce v pořadí, v jakém jsou v souboru
data-column = Sloupec
data-meaning = Význam
data-type = Co v něm je
data-column-name = Název pro programy
data-preview = Ukázka
data-preview-caption = { $count ->
    [one] První řádek
    [few] První { $count } řádky
   *[other] Prvních { $count } řádků
}
data-always = vždy vyplněné
data-type-string = text
data-type-anyuri = adresa na webu
data-type-integer = celé číslo
data-type-number = číslo
data-type-boolean = ano (true), nebo ne (false)
data-type-date = den
data-type-datetime = okamžik
data-modified = Změněno
data-frequency = Jak často
data-frequency-daily = každý den
data-frequency-weekly = každý týden
data-frequency-monthly = každý měsíc
data-frequency-quarterly = každé čtvrtletí
data-frequency-annual = každý rok
data-frequency-irreg = když se něco změní
data-covers = Období
data-licence = Podmínky užití
data-licence-facts = Pouhá fakta, nic je nechrání. Smíte s nimi dělat cokoli.
data-licence-attribution = CC BY 4.0: smíte s nimi dělat cokoli, uveďte město jako zdroj.

## Katalog
data-catalogue = Otevřená data: { $city }
data-catalogue-text = Bezpečnost města { $city }: kdo odpovídá za které území, služebny, výsledky průzkumů a další.
data-service = OGC API – Features

## Mapa
data-map-title = Mapa města
data-map-lead = Vyberte, co má mapa ukazovat. Pod mapou je totéž jako seznam.
data-map-show = Ukázat
data-map-caption = Mapa: { $layers }
data-map-empty = Vybrané vrstvy nemají na mapě tvar. Seznam je níže.
data-map-more = { $count ->
    [one] Ještě { $count } položka tu není.
    [few] Ještě { $count } položky tu nejsou.
   *[other] Dalších { $count } položek tu není.
}

## Služba
data-service-title = Mapové vrstvy: { $city }
data-service-text = Vrstvy podle normy OGC API – Features, část 1. Souřadnice jsou ve WGS 84, nejprve délka (CRS84).
data-conformance = Co služba splňuje
data-collections = Vrstvy
data-items = Všechny prvky
data-extent = Rozsah
data-page = { $count ->
    [one] { $shown } z { $count } prvku
   *[other] { $shown } z { $count } prvků
}
data-before = Předchozí
data-after = Další

## Odmítnutí
refusal-unknown-parameter = Parametr „{ $parameter }“ neznáme.
refusal-twice-parameter = Parametr „{ $parameter }“ je v dotazu dvakrát.
refusal-bad-parameter = Parametru „{ $parameter }“ s hodnotou „{ $value }“ nerozumíme.
refusal-bad-query = Dotazu v adrese nerozumíme.
refusal-no-collection = Vrstvu „{ $collection }“ nemáme.
refusal-no-feature = Prvek „{ $feature }“ ve vrstvě není.
refusal-bad-tile = Dlaždice { $tile } není. Přiblížení je 0 až { $most } a sloupec i řádek musí ležet na mapě.
