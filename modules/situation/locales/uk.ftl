# Як справи в місті: твердження з доказом, дані за ними, ситуаційний звіт.

situation-door = Як справи в місті
situation-title = Як справи в місті
situation-lead = Що місто говорить про безпеку, чи це так і чим це доведено. Кожне число веде до свого джерела.
situation-no-claims = На цей день не опубліковано жодного твердження.
situation-caveat-count = { $count ->
    [0] Без застережень.
    [one] До цього { $count } застереження.
    [few] До цього { $count } застереження.
   *[other] До цього { $count } застережень.
}
situation-prove = Звідки ми це знаємо
situation-topics = Докладніше
situation-papers = Ситуаційні звіти
situation-papers-empty = Жодного ситуаційного звіту ще не опубліковано.
situation-paper-title = Безпекова ситуація: { $city }
situation-paper-day = Ситуація на { $day }
situation-published = Опубліковано { $at }. Опублікований звіт не змінюється.
situation-file-json = Дані звіту (JSON)
situation-back = Назад
situation-reasons = Чому
situation-caveats = З якими застереженнями
situation-figures-behind = Показати дані
situation-history = Як перевірялося
situation-unchecked = Ще не перевірено
situation-turned = Під час публікації висновок був «{ $was }». За сьогоднішніми даними це «{ $now }».
situation-has-turned = Дані змінилися, висновок інший, ніж під час публікації.
situation-undefined = Джерело не каже, що саме рахується. Тому ці дані не порівнюються навіть між собою і їх не з'єднує лінія.
situation-breaks = Де змінився спосіб підрахунку
situation-sources = Джерела
situation-unit-label = Одиниця
situation-n = Відомих періодів
situation-data-hash = Відбиток даних (SHA-256)
situation-table = { $concept }: таблиця
situation-period = Період
situation-value = Значення
situation-provisional = попередні
situation-disputed = джерела різняться
situation-note = Примітка
situation-source = Джерело
situation-licence = Умови використання
situation-licence-unknown = джерело не зазначає
situation-imported = Перейнято
situation-figures = Даних у виданні
situation-form = Форма файлу
situation-source-number = №
situation-source-title = Джерело
situation-source-place = Де знайти
situation-source-fetched = Отримано
situation-source-hash = Відбиток файлу (SHA-256)

# Робоче місце
situation-claims-title = Твердження
situation-claims-lead = Речення, які ми публічно говоримо про безпеку. Кожне стоїть на даних і правилі; коли дані змінюються, воно перевіряється знову.
situation-claims-caption = { $count ->
    [one] { $count } твердження
    [few] { $count } твердження
   *[other] { $count } тверджень
}
situation-claims-empty = Ще жодного твердження. Почніть кнопкою «Написати твердження».
situation-turned-count = { $count ->
    [one] У { $count } опублікованого твердження сьогодні інший висновок. Вирішіть, будь ласка, чи може воно залишитися.
   *[other] У { $count } опублікованих тверджень сьогодні інший висновок. Вирішіть, будь ласка, чи можуть вони залишитися.
}
situation-claim = Твердження
situation-claim-new = Написати твердження
situation-claim-state = Стан
situation-claim-changed = Змінено
situation-claim-drafted = чернетка
situation-claim-checked = перевірено
situation-claim-published = опубліковано
situation-claim-withdrawn = відкликано
situation-verdict = Висновок
situation-check = Перевірити
situation-publish = Опублікувати
situation-let-stand = Залишити з новим висновком
situation-withdraw = Відкликати
situation-new-lead = Спершу визначте, що порівнюється і яка зміна ще вважається відсутньою. Лише потім подивимося на дані.
situation-sentence = Речення ({ $lang })
situation-sentence-hint = Числа не пишуться, вони додаються: { $places }
situation-sentence-required = Напишіть, будь ласка, речення.
situation-concept = Що рахується
situation-concept-required = Оберіть, будь ласка, що рахується.
situation-territory = Де
situation-territory-hint = Код території, наприклад municipality:554791
situation-territory-wrong = Такого коду території не знаємо.
situation-item = Позиція (код), необов'язково
situation-reference-from = Порівнюється з часом від
situation-reference-to = до
situation-comparison-from = Твердження про час від
situation-comparison-to = до
situation-date-wrong = Напишіть, будь ласка, день, наприклад 31. 12. 2018.
situation-margin = Межа у відсотках
situation-margin-hint = Яка зміна ще вважається відсутньою. Визначається наперед.
situation-margin-wrong = Межа – це число від 1 до 50.
situation-rest-of = Порівняти з рештою території, необов'язково
situation-rest-of-hint = Код більшої території, наприклад state:CZ
situation-save = Зберегти й перевірити
situation-paper-door = Ситуаційний звіт
situation-paper-lead = Дані, твердження з висновками і що нового з минулого разу, на обраний день.
situation-day = День
situation-day-wrong = Напишіть, будь ласка, день.
situation-look = Показати
situation-publish-paper = Опублікувати звіт
situation-concepts = { $count ->
    [one] { $count } показник
    [few] { $count } показники
   *[other] { $count } показників
}

# Звіт
situation-summary = Підсумок
situation-no-figures = Для цієї території й цих років немає публічних даних.
situation-later = Дані й періоди, позначені зірочкою, не були відомі { $day }; вони кажуть, що виявилося пізніше.
situation-family-crime = Злочинність
situation-family-offences = Правопорушення та події
situation-family-foreigners = Іноземці в місті
situation-family-agencies = Агентства зайнятості
situation-family-zones = Навколо промислових зон
situation-no-map = Без мапи: дані за районами не опубліковано.
situation-map-title = { $concept } на { $per } мешканців, { $period }
situation-map-description = Райони, чий інтервал лежить повністю вище або нижче значення міста, відрізняються; інші ні. Числа є в таблиці.
situation-district = Район
situation-count = Кількість
situation-inhabitants = Мешканців
situation-rate = На { $per } мешканців
situation-interval = Інтервал 95 %
situation-suppressed = не опубліковано
situation-chart-description = Перебіг: { $concept }. Ті самі числа є в таблиці.
situation-unit = Одиниця: { $unit }.
situation-after = * Відомо лише після { $day }.
situation-changes = Що нового
situation-since-paper = Від останнього звіту, { $day }:
situation-since-year = Попереднього звіту немає; порівнюється з тим, що було відомо рік тому, { $day }:
situation-since-asked = Від { $day }:
situation-moved = { $from }: { $before }, { $to }: { $after }
situation-nothing-new = Жоден показник не має новішого завершеного періоду.
situation-method = Висновок «стабільно» означає, що весь інтервал зміни лежить у межі, визначеній наперед; «не знаємо» не означає «стабільно». Поняття, що рахують різне, не порівнюються. Відбиток біля джерела дає змогу перевірити, що це той самий файл.

verb-report-situation = Ситуаційний звіт на день: дані з джерелами, твердження з висновками, що нового
verb-report-situation-city = Місто, опубліковані дані якого є в програмі; інакше місто цієї бази
verb-report-situation-date = День звіту, без нього сьогодні
verb-report-situation-since = День, з яким порівнюється
verb-report-situation-lang = Мова звіту
verb-report-situation-out = Файл .pdf, .html або .json
situation-verb-ending = Із закінчення файлу не зрозуміло, чого ви хочете. Він має закінчуватися на .pdf, .html або .json.
situation-verb-no-typesetter = Програму, що верстає PDF, тут не встановлено. Файл із закінченням .html дасть звіт для друку.
situation-verb-no-city = Опубліковані дані міста «{ $city }» не входять до програми. Тут є: { $known }.
