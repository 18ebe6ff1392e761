# Otevřená data o událostech městské policie. Název sloupce je i hlavička souboru CSV: kdo jej změní, mění data.

offences-open = Tabulky ke stažení

open-offences-months = Události nahlášené městské policii po měsících
open-offences-months-text = Kolik událostí kdo nahlásil městské policii, po měsících, kategoriích a městských obvodech, jak je město zveřejnilo. Co zjistily hlídky samy, tu není. Čísla od 1 do 4 a další, ze kterých by se dala dopočítat, jsou zadržena.
open-offences-words = městská policie, přestupky, kriminalita, události, městský obvod, okrsek
open-offences-years = Události nahlášené městské policii po letech
open-offences-years-text = Kolik událostí kdo nahlásil městské policii v celých letech, po kategoriích, městských obvodech a okrscích, s počtem na 1 000 obyvatel. Čísla od 1 do 4 a další, ze kterých by se dala dopočítat, jsou zadržena.
open-offences-layer = Obvody podle událostí městské policie
open-offences-layer-text = Městské obvody s počtem událostí nahlášených městské policii v posledním celém roce, jak jej město zveřejnilo. Obvod převzatý z registru adres nemá na mapě tvar.

open-offences-month = Měsíc
open-offences-month-meaning = Měsíc, kdy byla událost nahlášena, například 2026-03
open-offences-year = Rok
open-offences-year-meaning = Celý rok, kdy byly události nahlášeny
open-offences-district = Obvod
open-offences-district-meaning = Kód městského obvodu; hvězdička značí celé město, pomlčka události, které neleží v žádném obvodu
open-offences-precinct = Okrsek
open-offences-precinct-meaning = Kód okrsku, z něhož je započtena část uvnitř obvodu; hvězdička značí celý obvod
open-offences-category = Kategorie
open-offences-category-meaning = Kód kategorie, každá událost je v jedné; hvězdička značí všechny dohromady, rest ostatní
open-offences-code = Kód obvodu
open-offences-code-meaning = Kód městského obvodu v registru RÚIAN
open-offences-district-name = Název obvodu
open-offences-district-name-meaning = Název městského obvodu
open-offences-precinct-name = Název okrsku
open-offences-precinct-name-meaning = Název okrsku městské policie
open-offences-category-name = Název kategorie
open-offences-category-name-meaning = Název kategorie slovy
open-offences-state = Stav
open-offences-state-meaning = figure: číslo je uvedeno, protected: zadrženo, aby se z čísel nedalo vyčíst nic o jednotlivcích. Zadržené není nula.
open-offences-events = Události
open-offences-events-meaning = Počet nahlášených událostí; u zadrženého chybí
open-offences-residents = Obyvatelé
open-offences-residents-meaning = Kolik lidí na území bydlí; chybí, kde to nevíme
open-offences-rate = Na 1 000 obyvatel
open-offences-rate-meaning = Počet událostí na 1 000 obyvatel
open-offences-low = Dolní mez
open-offences-low-meaning = Dolní mez 95% intervalu počtu na 1 000 obyvatel
open-offences-high = Horní mez
open-offences-high-meaning = Horní mez 95% intervalu počtu na 1 000 obyvatel
open-offences-against-city = Proti městu
open-offences-against-city-meaning = higher: míra je prokazatelně vyšší než v celém městě, lower: prokazatelně nižší, same: nelze rozlišit, unknown: nevíme
open-offences-release = Vydání
open-offences-release-meaning = Kolikáté vydání údajů to je; vydání se nikdy nemění
