# Відкриті дані, карта та служба OGC API – Features.

data-open-title = Відкриті дані
data-open-lead = Таблиці та шари карти, які кожен може завантажити й використати без входу. Про кожну кажемо, що означають стовпці, коли дані змінилися та що з ними можна робити.
data-sets = Набори даних
data-nothing = Поки що нічого не публікуємо. Дані з'являться, коли адміністратор завантажить реєстр адрес і місто.
data-empty = Тут немає жодного рядка.
data-download = Таблиця CSV: { $title }
data-layers = Шари карти
data-layers-text = Те саме на карті, також для картографічних програм.
data-name = Назва
data-what = Що містить
data-tiles = Плитки
data-for-programs = Для програм
data-catalogue-where = Каталог за DCAT-AP-CZ для національного каталогу відкритих даних:
data-stable = Адреси файлів не змінюються. Хто надішле назад позначку ETag, отримає дані лише тоді, коли вони змінилися.
data-never = Ми не публікуємо імен і контактів осіб, справ та неперевірених повідомлень.

## Набір
data-files = Файли
data-file-csv = Таблиця CSV
data-file-csvw = Опис стовпців для програм (CSVW)
data-file-dcat = Запис до каталогу (DCAT-AP-CZ)
data-columns = Що означають стовпці
data-columns-caption = Стовпці в порядку, в якому вони у файлі
data-column = Стовпець
data-meaning = Значення
data-type = Що в ньому
data-column-name = Назва для програм
data-preview = Зразок
data-preview-caption = { $count ->
    [one] Перший { $count } рядок
    [few] Перші { $count } рядки
   *[other] Перші { $count } рядків
}
data-always = завжди заповнено
data-type-string = текст
data-type-anyuri = адреса в мережі
data-type-integer = ціле число
data-type-number = число
data-type-boolean = так (true) або ні (false)
data-type-date = день
data-type-datetime = момент
data-modified = Змінено
data-frequency = Як часто
data-frequency-daily = щодня
data-frequency-weekly = щотижня
data-frequency-monthly = щомісяця
data-frequency-quarterly = щокварталу
data-frequency-annual = щороку
data-frequency-irreg = коли щось змінюється
data-covers = Період
data-licence = Умови використання
data-licence-facts = Самі лише факти, їх ніщо не захищає. З ними можна робити що завгодно.
data-licence-attribution = CC BY 4.0: з ними можна робити що завгодно, вкажіть місто як джерело.

## Каталог
data-catalogue = Відкриті дані: { $city }
data-catalogue-text = Безпека міста { $city }: хто відповідає за яку територію, відділки, результати опитувань та інше.
data-service = OGC API – Features

## Карта
data-map-title = Карта міста
data-map-lead = Виберіть, що має показувати карта. Під картою те саме списком.
data-map-show = Показати
data-map-caption = Карта: { $layers }
data-map-empty = Вибрані шари не мають форми на карті. Список нижче.
data-map-more = { $count ->
    [one] Ще { $count } запису тут немає.
   *[other] Ще { $count } записів тут немає.
}

## Служба
data-service-title = Шари карти: { $city }
data-service-text = Шари за стандартом OGC API – Features, частина 1. Координати у WGS 84, спочатку довгота (CRS84).
data-conformance = Чому відповідає служба
data-collections = Шари
data-items = Усі об'єкти
data-extent = Охоплення
data-page = { $count ->
    [one] { $shown } з { $count } об'єкта
   *[other] { $shown } з { $count } об'єктів
}
data-before = Попередні
data-after = Наступні

## Відмови
refusal-unknown-parameter = Параметра «{ $parameter }» ми не знаємо.
refusal-twice-parameter = Параметр «{ $parameter }» є в запиті двічі.
refusal-bad-parameter = Ми не розуміємо параметра «{ $parameter }» зі значенням «{ $value }».
refusal-bad-query = Ми не розуміємо запиту в адресі.
refusal-no-collection = Шару «{ $collection }» немає.
refusal-no-feature = Об'єкта «{ $feature }» у шарі немає.
refusal-bad-tile = Плитки { $tile } немає. Масштаб від 0 до { $most }, а стовпець і рядок мають лежати на карті.
