# Slova, která k obsahu zprávy přidávají její podoby (stránka k tisku a PDF).
report-page = Strana { $page } z { $pages }
report-date = { $day }. { $month ->
    [1] ledna
    [2] února
    [3] března
    [4] dubna
    [5] května
    [6] června
    [7] července
    [8] srpna
    [9] září
    [10] října
    [11] listopadu
   *[12] prosince
} { $year }
report-figure = Obrázek { $number }
report-table = Tabulka { $number }
report-note = Poznámka
report-warning = Upozornění
report-source = Zdroj: { $source }
report-legend = Značky v tabulce
report-invented = Smyšlené údaje: zpráva ukazuje, jak bude vypadat skutečná.
