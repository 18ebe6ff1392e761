# Періоди
indicators-month = { $month ->
    [1] січень { $year }
    [2] лютий { $year }
    [3] березень { $year }
    [4] квітень { $year }
    [5] травень { $year }
    [6] червень { $year }
    [7] липень { $year }
    [8] серпень { $year }
    [9] вересень { $year }
    [10] жовтень { $year }
    [11] листопад { $year }
   *[12] грудень { $year }
 }
indicators-quarter = { $quarter }-й квартал { $year }
indicators-as-of = станом на { $day }
indicators-days = { $from } – { $to }
indicators-and-more = { $list } та інші ({ $count })

# Значення
indicators-rounded = { $value } (округлено до { $step })
indicators-about = близько { $value }
indicators-more-than = понад { $value }
indicators-suppressed = замало
indicators-missing = невідомо
indicators-provisional = попередньо
indicators-rest-of = { $territory } без цієї території

# Висновки
indicators-verdict-stable = Стабільно
indicators-verdict-stable-with-trend = Стабільно з незначною тенденцією
indicators-verdict-rising = Зростає
indicators-verdict-falling = Зменшується
indicators-verdict-undecided = Неможливо визначити
indicators-verdict-holds = Правда
indicators-verdict-does-not-hold = Неправда
indicators-verdict-comparable = Можна порівняти
indicators-verdict-not-comparable = Не можна порівняти
indicators-verdict-no-data = Немає даних
indicators-claim-drafted = Проєкт
indicators-claim-checked = Перевірено
indicators-claim-published = Опубліковано
indicators-claim-withdrawn = Відкликано
indicators-turned = Дані змінилися від часу публікації. Тоді: { $before }. Сьогодні: { $after }.

# Причини
indicators-reason-counts = { $before }: { $reference }, { $after }: { $comparison }.
indicators-reason-change = Зміна { $change }; з певністю { $level } між { $low } і { $high }.
indicators-reason-margin = Заздалегідь зміна до { $margin } в обидва боки вважалася відсутністю зміни (p = { $p }).
indicators-reason-more-months = { $months ->
    [one] Для рішення потрібен ще приблизно { $months } місяць.
    [few] Для рішення потрібно ще приблизно { $months } місяці.
    [many] Для рішення потрібно ще приблизно { $months } місяців.
   *[other] Для рішення потрібно ще приблизно { $months } місяця.
 }
indicators-reason-too-few = Випадків замало для рішення, і довше спостереження не допоможе.
indicators-reason-lacking = Немає даних за період { $period }.
indicators-reason-stated = У реченні вказано { $value }.
indicators-reason-found = Дані за період { $period }: { $value }.
indicators-reason-other-concept = Це два різні поняття: «{ $first }» і «{ $second }».
indicators-reason-other-item = Це дві різні позиції одного поняття.
indicators-reason-other-periods = Дані стосуються періодів різної довжини.
indicators-reason-undefined = Для поняття «{ $concept }» джерело не каже, що рахується. Такі дані не можна порівнювати навіть між собою.

# Застереження
indicators-caveat-break = { $reason }
indicators-caveat-break-law = { $reason } ({ $law })
indicators-caveat-provisional = Деякі дані попередні й ще можуть змінитися: { $periods }.
indicators-caveat-no-comparator = Дані ні з чим не порівняно; речення не каже, як було деінде.
indicators-caveat-comparator-moved = Деінде було інакше: { $elsewhere } { $there }. Відношення обох змін становить { $ratio } (з певністю { $level } між { $low } і { $high }).
indicators-caveat-comparator-alike = Деінде було подібно: { $elsewhere } { $there }. Відношення обох змін становить { $ratio } (з певністю { $level } між { $low } і { $high }).
indicators-caveat-comparator-lacking = Немає даних для порівняння: { $elsewhere }.
indicators-caveat-dispersion-assumed = Припускається, що кількості коливаються лише випадково (φ = 1). Справжні кількості зазвичай коливаються більше.
indicators-caveat-dispersion = Кількості коливаються більше, ніж випадково (φ = { $phi }); інтервал відповідно ширший.
indicators-caveat-dispersion-few = Коливання оцінено лише з кількох періодів (ступенів свободи: { $df }).
indicators-caveat-autocorrelated = Сусідні періоди подібні, тож певність менша, ніж здається.
indicators-caveat-seasons = Обидва періоди охоплюють різні частини року.
indicators-caveat-small-counts = Випадків мало; інтервал обчислено точним способом.
indicators-caveat-no-cases = В одному з періодів не було жодного випадку.
indicators-caveat-rounded = Деякі дані округлено.
indicators-caveat-suppressed = Деякі дані не опубліковано, щоб нікого не викрити: { $periods }.
indicators-caveat-disputed = Джерела розходяться: { $periods }.
indicators-caveat-undefined = Джерело не каже, що рахується в понятті «{ $concept }».
indicators-caveat-unequal = Періоди різної довжини ({ $reference } і { $comparison } днів); кількості перераховано на день.
indicators-caveat-leap-days = У високосні роки враховано й 29 лютого, бо відомий лише цілий місяць: { $years }.
indicators-caveat-borders = Територія «{ $territory }» тоді мала інші межі.

# Відмови
refusal-indicators-unknown-concept = Поняття «{ $concept }» нам невідоме. Нічого не змінено.
refusal-indicators-unknown-item = Поняття «{ $concept }» не має позиції «{ $item }». Нічого не змінено.
refusal-indicators-figure-twice = Показник { $figure } є у файлі двічі. Нічого не змінено.
refusal-indicators-figure-not-covered = Показник { $figure } поза тим, про що каже заголовок файлу. Нічого не змінено.
refusal-indicators-figure-period = Показник { $figure } має період, якого його поняття мати не може. Нічого не змінено.
refusal-indicators-figure-not-whole = Показник { $figure } має бути цілим числом. Нічого не змінено.
refusal-indicators-figure-negative = Показник { $figure } не може бути від'ємним. Нічого не змінено.
refusal-indicators-figure-territory = Територія показника { $figure } тоді не існувала. Нічого не змінено.
refusal-indicators-question-range = Період закінчується раніше, ніж починається.
refusal-indicators-question-too-long = Період задовгий. Скоротіть його або виберіть довші відрізки.
refusal-indicators-question-granularity = Про стани питаємо на день, про кількості — за період.
refusal-indicators-question-to-date = Роки можна порівняти до певного дня лише для кількостей, що додаються, і лише до дня, який існує.
refusal-indicators-question-rest-of = Решту території можна обчислити лише для кількостей, що додаються, і лише з території, у якій лежить наша.
refusal-indicators-question-denominator = Ділити можна лише на стан, наприклад на кількість мешканців.
refusal-indicators-question-unknown = Такого збереженого запиту немає.
refusal-indicators-rule-margin = Межі поза діапазоном. Відхилення між 0 і 1, певність між 0,5 і 1.
refusal-indicators-rule-windows = Порівнювані періоди перетинаються, стоять у зворотному порядку або лежать поза запитом.
refusal-indicators-rule-precision = «Близько» довести не можна. Вкажіть, до скількох число округлено.
refusal-indicators-rule-period = Період речення лежить поза періодом запиту.
refusal-indicators-rule-not-counted = Стабільність можна перевірити лише для випадків за період.
refusal-indicators-sentence-language = Речення має бути чеською, англійською та українською.
refusal-indicators-sentence-typed-number = Числа в речення не вписують. Замість них поставте назву значення у фігурних дужках.
refusal-indicators-sentence-place = Місце «{ $place }» у реченні нам невідоме або не закрите.
refusal-indicators-claim-state = У цьому стані з твердженням так зробити не можна.
refusal-indicators-conflict = Твердження тим часом хтось змінив. Нічого не записано; завантажте його знову.
refusal-indicators-not-checked = Твердження в цьому формулюванні ще ніхто не перевірив.
refusal-indicators-does-not-hold = Дані не підтверджують твердження. Публікувати можна лише те, що є правдою.

# Файли
figures-fault = { $file }, рядок { $line }: { $what } Нічого не змінено.
figures-fault-too-large = Файл більший за { $detail } МБ.
figures-fault-not-utf8 = Файл не в кодуванні UTF-8.
figures-fault-toml = Запис неправильний: { $detail }.
figures-fault-fields = Кількість полів не відповідає заголовку: { $detail }.
figures-fault-column = Бракує стовпця «{ $detail }».
figures-fault-unknown-column = Стовпець «{ $detail }» нам невідомий.
figures-fault-source = Джерело «{ $detail }» не описане. Вкажіть його ключ, назву й місце.
figures-fault-twice-source = Джерело «{ $detail }» описане двічі.
figures-fault-territory = «{ $detail }» не є територією, наприклад municipality:554791.
figures-fault-period = «{ $detail }» не є періодом, наприклад 2018, 2018-Q3, 2018-09, 2018-09-12 або @2018-12-31.
figures-fault-value = «{ $detail }» не є значенням. Напишіть число з десятковою крапкою або позначте дані як неопубліковані.
figures-fault-precision = «{ $detail }» не є точністю. Для округлених чисел вкажіть крок.
figures-fault-status = «{ $detail }» не є станом. Напишіть final або provisional.
figures-fault-quotes = Лапки в цьому файлі не мають значення.
figures-note-undated = рядок { $line }: показник «{ $concept }» не має дати й не прийнятий
figures-note-difference = рядок { $line }: джерело подає різницю { $printed }, з його чисел виходить { $recomputed }
figures-note-no-difference = рядок { $line }: у файлі бракує чисел для поданої різниці
figures-imported = { $source }: нових { $new }, змінених { $changed }, вилучених { $gone }, без змін { $same }
figures-unchanged = { $source }: уже прийнято, без змін { $same }
figures-revised = { $figure }: { $before } → { $after }
figures-lost = { $figure }: джерело більше не подає
figures-claims = { $count ->
    [one] { $count } твердження має інший висновок, ніж раніше.
    [few] { $count } твердження мають інший висновок, ніж раніше.
    [many] { $count } тверджень мають інший висновок, ніж раніше.
   *[other] { $count } твердження мають інший висновок, ніж раніше.
 }

# Графіки й таблиці
indicators-column-period = Період
indicators-column-value = Значення
indicators-column-interval = Може означати
indicators-column-note = Примітка
indicators-column-source = Джерело
indicators-note-summed = сума коротших періодів
indicators-note-left-out = джерело не подає, отже нуль
indicators-note-disputed = джерела розходяться
indicators-chart-description = Точки — це дані, порожні точки попередні, відрізки показують, що може означати округлене число, вертикальні лінії — дні, від яких рахують інакше. Ті самі дані є в таблиці.
indicators-chart-apart = Точки не з'єднано: їх не можна порівняти.
